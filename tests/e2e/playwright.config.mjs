// Browser tests against the real server, each with a demonstration of its own.
import { defineConfig } from '@playwright/test';

// Made on request only: pictures for the README by `make screenshots`, figures by `make measure`.
const ON_REQUEST = /@screenshots|@measure/;
const isRequest = process.argv.some((argument) => ON_REQUEST.test(argument));

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
  grepInvert: isRequest ? undefined : ON_REQUEST,
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
