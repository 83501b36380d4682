// Everything by keyboard.
import { expect, test } from './support/fixtures.mjs';

/** What has the focus is seen: it has a ring, is on the screen, and nothing lies over it. */
async function isSeen(page, what) {
  const seen = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) return 'nothing has the focus';
      // A choice that looks like a button is drawn by its label.
      const drawn = activeElement.matches('.segment-row input') ? activeElement.nextElementSibling : activeElement;
      // A heading takes the focus so that reading goes on there; nothing can be done with it.
      const { outlineStyle } = getComputedStyle(drawn);
      if (activeElement.tabIndex >= 0 && outlineStyle === 'none') return `no ring: ${drawn.outerHTML.slice(0, 80)}`;
      const { left, right, top, bottom } = drawn.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
        return `off the screen: ${drawn.outerHTML.slice(0, 80)}`;
      }
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const points = [[x, y], [x, top + 2], [x, bottom - 2], [left + 4, y], [right - 4, y]];
      const over = points.map(([x, y]) => document.elementFromPoint(x, y)).find((one) => one !== activeElement && !drawn.contains(one) && !one.contains(drawn));
      return over ? `covered by ${over.outerHTML.slice(0, 80)}` : 'seen';
    });
  await expect.poll(seen, { message: what }).toBe('seen');
}

/** Goes on with the tabulator until something has the focus, and looks at every step. */
async function tabTo(page, wanted) {
  const has = () => wanted.evaluate((one) => one === document.activeElement);
  for (let steps = 0; steps < 60 && !(await has()); steps++) {
    await page.keyboard.press('Tab');
    await isSeen(page, `on the way, after ${steps + 1} steps`);
  }
  await expect(wanted).toBeFocused();
}

test('a whole job without a mouse, from the log-in to the meeting', async ({ as }) => {
  // A hundred keys, and a look at the screen after most of them.
  test.setTimeout(180_000);
  const { page } = await as(null);
  const dialog = page.getByRole('dialog');
  const panel = page.locator('aside.panel');
  const press = async (key) => page.keyboard.press(key);

  await page.goto('/log-in');
  await tabTo(page, page.getByLabel('Användarnamn'));
  await page.keyboard.type('gs');
  await press('Tab');
  await page.keyboard.type('tavla-demo');
  await press('Enter');
  await page.waitForURL((url) => url.pathname === '/');
  await expect(page.locator('.link')).toHaveAttribute('data-link', 'live');

  // Found, opened and raised.
  await press('/');
  await isSeen(page, 'the search');
  await page.keyboard.type('Sara Ohlin');
  await expect(page.getByRole('search').getByRole('link').first()).toBeVisible();
  await press('Enter');
  const name = panel.getByRole('heading', { level: 2 });
  await expect(name).toBeFocused();
  await press('h');
  await expect(dialog.getByLabel('Orsak')).toBeFocused();
  await isSeen(page, 'the first field of the raise');
  await page.keyboard.type('Krisprevention');
  await tabTo(page, dialog.getByLabel('Vad har hänt?'));
  await page.keyboard.type('Ringde själv och bad om hjälp');
  await press('Enter');
  await expect(dialog).toBeHidden();
  const row = page.locator('tbody[data-level=red] tr.row').filter({ hasText: 'Ringde själv' });
  await expect(row).toContainText(/Larm \d{4}/);
  await expect(name, 'the dialog gives the focus back').toBeFocused();
  await press('Escape');
  await expect(panel).toBeHidden();
  const link = row.locator('.who a');
  await expect(link, 'the panel gives the focus back').toBeFocused();
  await isSeen(page, 'the row');

  // To the next and back, and open.
  await press('j');
  await isSeen(page, 'the next row');
  await expect(link).not.toBeFocused();
  await press('k');
  await expect(link).toBeFocused();
  await press('Enter');
  await expect(name).toBeFocused();

  // Who meets her today, when the next contact is, how the signs are, and that she stays.
  await press('c');
  await expect(dialog).toBeVisible();
  await isSeen(page, 'the first colleague');
  await press('Space');
  await tabTo(page, dialog.locator('button.primary'));
  await press('Enter');
  await expect(dialog).toBeHidden();
  await expect(row.locator('.cell-today')).not.toContainText('Ingen utsedd');
  await press('n');
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.locator('button.primary'));
  await press('Enter');
  await expect(dialog).toBeHidden();
  await expect(row.locator('.cell-contacts')).not.toContainText('saknas');
  await press('s');
  await isSeen(page, 'the first sign');
  await press('Tab');
  await isSeen(page, 'the second sign');
  await press('Enter');
  await expect(dialog).toBeHidden();
  await expect(row.locator('.cell-signs')).toContainText('gul');
  await press('b');
  await expect(dialog).toBeVisible();
  await isSeen(page, 'the reason of the hold');
  await page.keyboard.type('Systern är orolig');
  await press('Enter');
  await expect(dialog).toBeHidden();
  await expect(row.locator('.cell-way')).toContainText('hålls');

  // Help comes and goes, and then the meeting begins.
  await expect(name).toBeFocused();
  await press('?');
  await expect(dialog).toContainText('Tangenter');
  await press('Escape');
  await expect(dialog).toBeHidden();
  await expect(name).toBeFocused();
  await press('m');
  await expect(page).toHaveURL(/\/meeting$/);
  await expect(page.locator('.link')).toHaveAttribute('data-link', 'live');
  await tabTo(page, page.getByRole('button', { name: 'Starta mötet' }));
  await press('Enter');
  await expect(page.getByText('Du leder mötet')).toBeVisible();
});

test('nothing on the board hides what has the focus', async ({ as }) => {
  test.setTimeout(180_000);
  const gs = await as('gs', { viewport: { width: 1280, height: 500 } });
  await gs.raise('S.O.');
  await gs.openBoard();
  const { page } = gs;
  const isOver = () => page.evaluate(() => document.activeElement === document.body);
  let steps = 0;
  for (await page.keyboard.press('Tab'); !(await isOver()); await page.keyboard.press('Tab')) {
    steps++;
    await isSeen(page, `after ${steps} steps`);
  }
  expect(steps, 'the rows were walked through').toBeGreaterThan(30);
  for (steps = 0; steps < 20; steps++) {
    await page.keyboard.press('Shift+Tab');
    await isSeen(page, `after ${steps + 1} steps back`);
  }
});

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
