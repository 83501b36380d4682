// Pictures of every page, made on request: `make screenshots`. Those that the README shows go
// where it looks for them, the others where nobody commits them by mistake.
import { fileURLToPath } from 'node:url';
import { expect, test } from './support/fixtures.mjs';
import { GROUPS, PAGES, World } from './support/pages.mjs';

const ROOT = new URL('../../', import.meta.url);

const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  laptop: { viewport: { width: 1280, height: 800 } },
  wall: { viewport: { width: 1920, height: 1080 } },
};

const IN_README = {
  'laptop/board-sv-light': 'docs/screenshots/board.png',
  'phone/board-sv-light': 'docs/screenshots/phone.png',
  'phone/alert-sv-light': 'docs/screenshots/alert.png',
  'wall/wall-sv-light': 'docs/screenshots/wall.png',
};

// How long one page may take on a machine that has other work, in milliseconds.
const PATIENCE = 30_000;

// A page that does not exist is a picture too, and the browser says that it was not found.
test.use({ allowedInConsole: /status of 404/ });

for (const [size, screen] of Object.entries(SIZES)) {
  for (const language of ['sv', 'en']) {
    for (const colorScheme of ['light', 'dark']) {
      for (const group of GROUPS) {
        test(`@screenshots ${size} ${language} ${colorScheme} ${group}`, async ({ as }) => {
          const entries = PAGES.filter((one) => one.group === group);
          test.setTimeout(entries.length * PATIENCE);
          const world = new World(as, language, { ...screen, colorScheme });
          for (const entry of entries) {
            const { page } = await world.open(entry);
            await picture(page, `${size}/${entry.name}-${language}-${colorScheme}`, entry.long);
          }
        });
      }
    }
  }
}

/** Takes a picture, of the whole page if it is long, and looks whether the page fits. */
async function picture(page, name, isLong = false) {
  const wider = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(wider, `${name} is not wider than the screen`).toBeLessThanOrEqual(0);
  const inReadme = IN_README[name];
  const path = fileURLToPath(new URL(inReadme ?? `screenshots/${name}.png`, ROOT));
  await page.screenshot({ path, animations: 'disabled', fullPage: isLong && !inReadme });
}
