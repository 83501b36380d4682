// axe finds nothing on any page, in light and in dark.
import { readFile } from 'node:fs/promises';
import { clean } from './support/axe.mjs';
import { expect, test } from './support/fixtures.mjs';
import { GROUPS, PAGES, World } from './support/pages.mjs';

// How long axe may take with one page on a machine that has other work, in milliseconds.
const PATIENCE = 30_000;

// The browser says of a page that does not exist that it was not found.
test.use({ allowedInConsole: /status of 404/ });

for (const colorScheme of ['light', 'dark']) {
  for (const group of GROUPS) {
    test(`${colorScheme}: ${group}`, async ({ as }) => {
      const entries = PAGES.filter((one) => one.group === group);
      test.setTimeout(entries.length * PATIENCE);
      const world = new World(as, 'sv', { colorScheme });
      for (const entry of entries) {
        const { page } = await world.open(entry);
        await clean(page, entry.name);
      }
    });
  }

  test(`${colorScheme}: rules that were tried`, async ({ as }) => {
    const { page } = await as('gs', { colorScheme });
    await page.goto('/rules');
    await page.getByRole('textbox', { name: 'Gröna bedömningar (D3)' }).first().fill('5');
    await page.getByRole('button', { name: 'Prova på de senaste 30 dagarna' }).click();
    await expect(page.getByRole('heading', { name: 'Prov på de senaste 30 dagarna' })).toBeVisible();
    await clean(page, 'the rules');
  });
}

/** What is read there is no page: files, what only machines read, and what leads elsewhere. */
const NO_PAGES = ['/calendar/{file}', '/devices/key', '/live', '/load.csv', '/metrics'];
/** It needs a letter that was sent, and is looked at in `devices.spec.mjs`. */
const ELSEWHERE = ['/letters/{letter}'];

test('the list of pages has every address of the server that is a page', async () => {
  const source = await readFile(new URL('../../server/src/http.rs', import.meta.url), 'utf8');
  const addresses = [...source.matchAll(/\.route\(\s*"([^"]+)",\s*get\(/g)].map(([, address]) => address);
  const pages = addresses.filter((one) => !one.startsWith('/health/') && !NO_PAGES.includes(one));
  const listed = PAGES.map(({ route }) => route).filter(Boolean);
  expect(pages.filter((one) => ![...listed, ...ELSEWHERE].includes(one))).toEqual([]);
  expect(pages.length).toBeGreaterThan(20);
});
