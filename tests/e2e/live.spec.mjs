// Several screens, one board.
import { expect, test } from './support/fixtures.mjs';

test('what one person changes, everybody sees, and no page is loaded again', async ({ as }) => {
  const [gs, nb] = [await as('gs'), await as('nb')];
  await gs.openBoard();
  await nb.openBoard();
  await expect(nb.row('Sover inte')).toHaveCount(0);
  await nb.page.evaluate(() => (window.samePage = true));

  await gs.raise('S.O.', 'yellow');

  await expect(nb.row('Sover inte', 'yellow')).toBeVisible();
  await expect(gs.row('Sover inte', 'yellow')).toBeVisible();
  expect(await nb.page.evaluate(() => window.samePage)).toBe(true);
  await expect(nb.page.locator('[aria-live=polite]')).toContainText('S.O.');
});

test('a change made on the page is shown at once and confirmed by the server', async ({ as }) => {
  const [nb, gs] = [await as('nb'), await as('gs')];
  await nb.openBoard();
  await gs.openBoard();
  const row = await nb.rowOf('V.B.');
  await row.locator('a').first().focus();
  await nb.page.keyboard.press('s');
  const dialog = nb.page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: /röd/i }).click();
  await expect(dialog).toBeHidden();
  await expect(row.locator('.cell-signs')).toContainText('röd');
  await expect((await gs.rowOf('V.B.')).locator('.cell-signs')).toContainText('röd');
  await expect(row.locator('.sending')).toHaveCount(0);
});

test('red interrupts a screen reader', async ({ as }) => {
  const [gs, nb] = [await as('gs'), await as('nb')];
  await nb.openBoard();
  await gs.raise('S.O.', 'red');
  await expect(nb.page.locator('[aria-live=assertive]')).toContainText('S.O.');
});

test.describe('without a connection', () => {
  test.use({ allowedInConsole: /WebSocket connection to .* failed|Failed to load resource|ERR_/ });

  test('a board never passes for live, and misses nothing', async ({ as }) => {
    const [gs, nb] = [await as('gs'), await as('nb')];
    await nb.openBoard();
    await nb.context.setOffline(true);
    const link = nb.page.locator('.link');
    await expect(link).toHaveAttribute('data-link', 'offline');
    await expect(link).toContainText('Frånkopplad sedan');
    await expect(nb.page.locator('html')).toHaveAttribute('data-link', 'offline');

    await gs.raise('S.O.', 'yellow', 'Hände medan N.B. var i hissen');
    await nb.context.setOffline(false);
    await expect(link).toHaveAttribute('data-link', 'live');
    await expect(nb.row('Hände medan N.B. var i hissen')).toBeVisible();
  });

  test('what is done without a connection is marked, and done once there is one', async ({ as }) => {
    const [nb, gs] = [await as('nb'), await as('gs')];
    await nb.openBoard();
    const row = await nb.rowOf('V.B.');
    await nb.context.setOffline(true);
    await expect(nb.page.locator('.link')).toHaveAttribute('data-link', 'offline');
    await row.locator('a').first().focus();
    await nb.page.keyboard.press('s');
    await nb.page.getByRole('dialog').getByRole('button', { name: /röd/i }).click();
    await expect(row.locator('.cell-signs')).toContainText('röd');
    await expect(row.locator('.sending')).toBeVisible();

    await nb.context.setOffline(false);
    await expect(row.locator('.sending')).toHaveCount(0);
    const { board } = await gs.board();
    const { assessments } = board.cards[await gs.clientId('V.B.')];
    const today = assessments.filter(({ at }) => at > Date.parse('2026-03-16T00:00+01:00'));
    expect(today.map(({ sign }) => sign), 'it was done exactly once').toEqual(['rod']);
  });

  test('a page whose session has ended says so instead of trying for ever', async ({ as }) => {
    const nb = await as('nb');
    await nb.openBoard();
    await nb.context.setOffline(true);
    await expect(nb.page.locator('.link')).toHaveAttribute('data-link', 'offline');
    await nb.context.clearCookies();
    await nb.context.setOffline(false);
    await expect(nb.page.locator('.link')).toHaveAttribute('data-link', 'ended');
    await expect(nb.page.locator('.link')).toContainText('Du är utloggad.');
    await expect(nb.page.locator('.link').getByRole('link', { name: 'Logga in' })).toBeVisible();
  });

  test('a server that is killed comes back with everything', async ({ as, server }) => {
    const [gs, nb] = [await as('gs'), await as('nb')];
    await nb.openBoard();
    await gs.raise('S.O.', 'yellow', 'Skrevs strax före avbrottet');
    await expect(nb.row('Skrevs strax före avbrottet')).toBeVisible();

    await server.kill();
    await expect(nb.page.locator('.link')).toHaveAttribute('data-link', 'offline');
    await server.restart();
    await nb.isLive();
    await expect(nb.row('Skrevs strax före avbrottet')).toBeVisible();

    await gs.raise('E.L.', 'yellow', 'Skrevs efter avbrottet');
    await expect(nb.row('Skrevs efter avbrottet')).toBeVisible();
  });
});

test('the manager follows the load and learns no name', async ({ as }) => {
  const [od, gs] = [await as('od'), await as('gs')];
  await od.openBoard();
  const before = await od.page.locator('main').innerText();
  await gs.raise('S.O.', 'red');
  await expect(od.page.locator('main')).not.toHaveText(before);
  const html = await od.page.content();
  for (const secret of ['S.O.', 'D.M.', 'Sover inte']) expect(html).not.toContain(secret);
});
