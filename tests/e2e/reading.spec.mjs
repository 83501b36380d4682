// Reading and logging in without script, and on a phone.
import { expect, test } from './support/fixtures.mjs';

test.describe('without script', () => {
  // The browser fetches what a script would need, and complains that there is none.
  test.use({ javaScriptEnabled: false, allowedInConsole: /was preloaded using link preload but not used/ });

  test('one logs in with a password and reads the board', async ({ as }) => {
    const { page } = await as(null);
    await page.goto('/');
    await expect(page).toHaveURL(/\/log-in/);
    await page.getByLabel('Användarnamn').fill('gs');
    await page.getByLabel('Lösenord').fill('fel lösenord');
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await expect(page.getByText('Fel användarnamn eller lösenord.')).toBeVisible();

    await page.getByLabel('Användarnamn').fill('gs');
    await page.getByLabel('Lösenord').fill('tavla-demo');
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await expect(page.getByRole('rowheader', { name: /Röd/ })).toBeVisible();
    await expect(page.getByText('Akuten ringde: hörs genom väggen')).toBeVisible();
    await expect(page.locator('.link')).toContainText(/Läget \d\d:\d\d/);
  });

  test('the hints of the demonstration go away with one key and stay away', async ({ as }) => {
    const gs = await as('gs');
    await gs.page.goto('/');
    const hints = gs.page.getByRole('list', { name: 'Så provar du' });
    await expect(hints.getByRole('listitem')).toHaveCount(3);
    await gs.page.getByRole('button', { name: 'Dölj' }).press('Enter');
    await expect(hints).toHaveCount(0);
    await gs.page.goto('/');
    await expect(hints).toHaveCount(0);
    // Another choice of the look does not bring them back.
    await gs.post('/settings/look', { form: { language: 'en', next: '/' } });
    await gs.page.goto('/');
    await expect(gs.page.getByText('Demonstration – fictional clients')).toBeVisible();
    await expect(gs.page.getByRole('list', { name: 'How to try it' })).toHaveCount(0);
  });

  test('a client is opened and searched for', async ({ as }) => {
    const gs = await as('gs');
    await gs.page.goto('/');
    await gs.page.getByRole('searchbox').fill('Sara Ohlin');
    await gs.page.keyboard.press('Enter');
    const found = gs.page.getByRole('search').getByRole('link').first();
    await expect(found).toBeVisible();
    await found.click();
    await expect(gs.page).toHaveURL(/\/clients\//);
    await expect(gs.page.getByRole('region', { name: 'Tidslinje' })).toBeVisible();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });

  for (const path of ['/', '/settings', '/rules?history=1', '/log-in']) {
    test(`${path} fits, and every target can be hit with a thumb`, async ({ as }) => {
      const gs = await as(path === '/log-in' ? null : 'gs');
      await gs.page.goto(path);
      await expect(gs.page.locator('main')).toBeVisible();
      const wider = await gs.page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(wider, 'nothing is wider than the screen').toBeLessThanOrEqual(0);
      const small = await gs.page
        .locator('main :is(button, input:not([type=hidden]), select, summary):visible')
        .evaluateAll((targets) =>
          targets
            .map((target) => ({ what: target.outerHTML.slice(0, 80), box: target.getBoundingClientRect() }))
            .filter(({ box }) => box.height < 44 && box.width < 300)
            .map(({ what, box }) => `${what} ${Math.round(box.width)}×${Math.round(box.height)}`),
        );
      expect(small).toEqual([]);
    });
  }

  test('the board is read and a client opened', async ({ as }) => {
    const gs = await as('gs');
    await gs.openBoard();
    const client = await gs.clientId('D.M.');
    await gs.page.locator(`#client-${client}`).tap();
    await expect(gs.panel).toContainText('Tidslinje');
    await expect(gs.page).toHaveURL(new RegExp(`client=${client}`));
    await gs.page.goBack();
    await expect(gs.panel).toBeHidden();
  });
});
