// The second part of the program: the board lives before it is there, and nothing done meanwhile is lost.
import { expect, test } from './support/fixtures.mjs';

const SECOND_PART = '**/split_later.wasm';

test('a board without anything open is live before the second part of the program is asked for', async ({ as }) => {
  const gs = await as('gs');
  const release = await hold(gs.page);
  await gs.openBoard();
  await gs.raise('S.O.', 'yellow');
  await expect(gs.row('Sover inte', 'yellow')).toBeVisible();

  // What is asked for meanwhile says that it is on its way, and comes.
  await gs.page.locator('.row a').first().focus();
  await gs.page.keyboard.press('l');
  const dialog = gs.page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toHaveText('Hämtar …');
  release();
  await expect(dialog.getByRole('heading')).toBeVisible();
  // The person goes on in the form, not at its edge.
  await expect(dialog.getByRole('button', { name: 'Stäng' })).not.toBeFocused();
});

test('a panel opened meanwhile comes as well', async ({ as }) => {
  const gs = await as('gs');
  const release = await hold(gs.page);
  await gs.openBoard();
  await (await gs.rowOf('V.B.')).locator('a').first().click();
  await expect(gs.page.locator('.panel-loading')).toBeVisible();
  release();
  await expect(gs.panel).toBeVisible();
});

test.describe('when it does not come at first', () => {
  test.use({ allowedInConsole: /Failed to load resource|Failed to fetch|TypeError/ });

  test('it is asked for again', async ({ as }) => {
    const gs = await as('gs');
    let refused = 0;
    await gs.page.route(SECOND_PART, (route) => (refused++ < 2 ? route.abort() : route.continue()));
    await gs.openBoard();
    await (await gs.rowOf('V.B.')).locator('a').first().click();
    await expect(gs.panel).toBeVisible();
    expect(refused).toBeGreaterThan(2);
  });
});

/** Keeps the second part back until what this gives is called. */
async function hold(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(SECOND_PART, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
