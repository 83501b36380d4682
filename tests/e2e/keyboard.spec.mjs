// Everything by keyboard.
import { expect, test } from './support/fixtures.mjs';

test('a client who is not on the board is found and raised without a mouse', async ({ as }) => {
  const gs = await as('gs');
  await gs.openBoard();
  const { page } = gs;
  const client = await gs.clientId('S.O.');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('Sara Ohlin');
  await expect(page.getByRole('search').getByRole('link').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`client=${client}`));
  await expect(gs.panel).toContainText('Tidslinje');

  // The panel says about whom it is; `h` raises that client.
  await gs.panel.focus();
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Orsak').focus();
  await page.keyboard.type('Krisprevention');
  await dialog.getByLabel('Vad har hänt?').focus();
  await page.keyboard.type('Ringde själv och bad om hjälp');
  await dialog.getByRole('button', { name: /Sätt upp/ }).first().focus();
  await page.keyboard.press('Enter');

  await expect(dialog).toBeHidden();
  await expect(gs.row('Ringde själv och bad om hjälp', 'red')).toContainText(/Larm \d{4}/);
});

test('the rows are walked, opened and closed', async ({ as }) => {
  const gs = await as('gs');
  await gs.openBoard();
  const { page } = gs;
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const focused = page.locator('tr a:focus');
  await expect(focused).toHaveCount(1);
  const id = await focused.getAttribute('id');
  await page.keyboard.press('Enter');
  await expect(gs.panel).toContainText('Tidslinje');
  await page.keyboard.press('Escape');
  await expect(gs.panel).toBeHidden();
  await expect(page.locator(`#${id}`)).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Tangenter');
});

test('a dialog keeps the focus and gives it back', async ({ as }) => {
  const gs = await as('gs');
  await gs.openBoard();
  const { page } = gs;
  await page.keyboard.press('j');
  const id = await page.locator('tr a:focus').getAttribute('id');
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog')).toBeVisible();
  for (let times = 0; times < 40; times++) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body || Boolean(activeElement.closest('dialog'));
    });
    expect(inside, 'the focus never goes behind the dialog').toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator(`#${id}`)).toBeFocused();
});
