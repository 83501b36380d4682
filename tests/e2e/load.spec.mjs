// The page about the load: live, read aloud, printed, and without a name.
import { expect, test } from './support/fixtures.mjs';

test('the numbers follow the board without a reload, and what is open stays open', async ({ as }) => {
  const [od, gs] = [await as('od'), await as('gs')];
  await od.openBoard();
  await expect(od.page).toHaveURL(/\/load$/);
  await expect(od.page.locator('.load-words')).toContainText('12,5 h av 48,0 h bemannat');
  await od.page.evaluate(() => { window.isFirstPage = true; });

  const days = od.page.locator('#days-behind');
  await days.locator('summary').click();
  await expect(days.getByRole('row', { name: /mån 16 mar/ })).toContainText('26 %');

  const alert = await gs.raise('S.O.');
  await expect(od.page.locator('.load-words')).toContainText('15,0 h av 48,0 h bemannat');
  await expect(od.page.locator('.waiting')).toContainText(`Larm ${alert.number}`);
  await expect(od.page.locator('#load-said')).toHaveText('1 larm och uppgifter som ingen har tagit.');
  await expect(days.getByRole('row', { name: /mån 16 mar/ })).toContainText('31 %');
  await expect(days.locator('summary'), 'the focus stays').toBeFocused();
  expect(await od.page.evaluate(() => window.isFirstPage), 'it is the same page').toBe(true);
  const html = await od.page.content();
  for (const secret of ['S.O.', 'Ohlin', 'Sover inte']) expect(html).not.toContain(secret);
});

test.describe('without a server', () => {
  test.use({ allowedInConsole: /WebSocket|Failed to load resource|ERR_/ });

  test('the page never passes for live', async ({ as, server }) => {
    const od = await as('od');
    await od.openBoard();
    await server.kill();
    const link = od.page.locator('.link');
    await expect(link).toHaveAttribute('data-link', 'offline');
    await expect(link).toContainText('Frånkopplad sedan 08:');
    await server.restart();
    await od.isLive();
  });
});

test('the team leader opens it from the menu, a nurse has none', async ({ as }) => {
  const gs = await as('gs');
  await gs.openBoard();
  await gs.page.locator('.menu summary').click();
  await gs.page.getByRole('link', { name: 'Belastning' }).click();
  await gs.isLive();
  await expect(gs.page.getByRole('heading', { level: 1 })).toHaveText('Belastning – Team Öst');
  const nb = await as('nb');
  expect((await nb.context.request.get('/load')).status()).toBe(404);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('everything is there, with the time from which it is', async ({ as }) => {
    const od = await as('od', { javaScriptEnabled: false });
    await od.page.goto('/');
    await expect(od.page.locator('.link')).toContainText('Läget 08:');
    await expect(od.page.locator('.load-words')).toContainText('12,5 h');
    await expect(od.page.getByRole('img', { name: /^Belastning 14 dagar\. högst \d+ %$/ })).toBeVisible();
    await expect(od.page.getByRole('img', { name: /^Klienter per CM\./ })).toBeVisible();
    await od.page.locator('#caseload-behind summary').click();
    await expect(od.page.locator('#caseload-behind').getByRole('row', { name: /M\.H\./ })).toBeVisible();
  });
});

test('it prints on two A4, with sender and time', async ({ as }) => {
  const od = await as('od');
  await od.openBoard();
  const pdf = await od.page.pdf({ preferCSSPageSize: true, printBackground: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length;
  expect(pages).toBeLessThanOrEqual(2);
  await od.page.emulateMedia({ media: 'print' });
  await expect(od.page.getByText('Utskriven av O.D., läget mån 16 mar 08:')).toBeVisible();
  await expect(od.page.locator('.bar')).toBeHidden();
});

test('it fits a phone', async ({ as }) => {
  const od = await as('od', { viewport: { width: 390, height: 844 } });
  await od.openBoard();
  for (const summary of await od.page.locator('.behind summary').all()) await summary.click();
  const [wide, room] = await od.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide).toBeLessThanOrEqual(room);
});
