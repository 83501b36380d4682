// Browser tests against the real server, each with a demonstration of its own.
import { defineConfig } from '@playwright/test';

// Pictures for the README are made on request only: `make screenshots`.
const forPictures = process.argv.some((argument) => argument.includes('@screenshots'));

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: 'test-results',
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // A test that fails now and then is wrong, or has found something.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  grepInvert: forPictures ? undefined : /@screenshots/,
  use: {
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      // The system's browser; the flags keep it from asking the network for anything.
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
