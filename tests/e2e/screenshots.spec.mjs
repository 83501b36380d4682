// Pictures, made on request: `make screenshots`. Those that the README shows go where it
// looks for them, the others where nobody commits them by mistake.
import { fileURLToPath } from 'node:url';
import { expect, test } from './support/fixtures.mjs';

const ROOT = new URL('../../', import.meta.url);
const IN_README = {
  'board-light': 'docs/screenshots/board.png',
  'phone-board-light': 'docs/screenshots/phone.png',
  'phone-alert-light': 'docs/screenshots/alert.png',
  'wall-light': 'docs/screenshots/wall.png',
};
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

for (const colorScheme of ['light', 'dark']) {
  test.describe(`@screenshots ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('laptop', async ({ as }) => {
      const gs = await as('gs');
      await gs.raise('S.O.', 'red', 'Systern ringer: har inte sovit på tre nätter, rädd');
      await gs.openBoard();
      await picture(gs.page, `board-${colorScheme}`);
      await gs.page.locator(`#client-${await gs.clientId('D.M.')}`).click();
      await expect(gs.panel).toContainText('Tidslinje');
      await picture(gs.page, `panel-${colorScheme}`);
      await gs.page.keyboard.press('Escape');
      await gs.page.keyboard.press('h');
      await expect(gs.page.getByRole('dialog')).toBeVisible();
      await picture(gs.page, `raise-${colorScheme}`);
    });

    test('phone', async ({ as }) => {
      const gs = await as('gs', PHONE);
      const alert = await gs.raise('S.O.', 'red', 'Systern ringer: har inte sovit på tre nätter, rädd');
      await gs.openBoard();
      await picture(gs.page, `phone-board-${colorScheme}`);
      const nb = await as('nb', PHONE);
      await nb.page.goto(`/alerts/${alert.number}`);
      await picture(nb.page, `phone-alert-${colorScheme}`);
      await nb.page.goto('/settings');
      await picture(nb.page, `phone-settings-${colorScheme}`);
    });

    test('wall, load, log-in', async ({ as }) => {
      const gs = await as('gs', { viewport: { width: 1920, height: 1080 } });
      await gs.raise('S.O.', 'red', 'Systern ringer: har inte sovit på tre nätter, rädd');
      await gs.post('/settings/look', { form: { masked: '1', next: '/' } });
      await gs.openBoard();
      await picture(gs.page, `wall-${colorScheme}`);
      const od = await as('od');
      await od.openBoard();
      await picture(od.page, `load-${colorScheme}`);
      const guest = await as(null);
      await guest.page.goto('/log-in');
      await picture(guest.page, `log-in-${colorScheme}`);
    });
  });
}

async function picture(page, name) {
  const path = IN_README[name] ?? `screenshots/${name}.png`;
  await page.screenshot({ path: fileURLToPath(new URL(path, ROOT)), animations: 'disabled' });
}
