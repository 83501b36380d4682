// The views of the board: what somebody chose last is there on the next laptop, and what a view
// leaves out is never left unsaid.
import { expect, test } from './support/fixtures.mjs';

const choice = (person, name) => person.page.getByRole('button', { name });
const shown = (person) => person.page.locator('tr.row');

test('a view is remembered for the person, and one key shows all again', async ({ as }) => {
  const nb = await as('nb');
  await nb.openBoard();
  const all = await shown(nb).count();
  await expect(choice(nb, /^Alla/)).toContainText(String(all));
  await expect(choice(nb, /^Alla/)).toHaveAttribute('aria-pressed', 'true');
  await expect(nb.page.locator('.filtered')).toBeHidden();

  const saved = nb.page.waitForResponse(/\/settings\/view\/mine$/);
  await choice(nb, /^Mina/).click();
  expect((await saved).status()).toBe(204);
  await expect(nb.page).toHaveURL(/\?view=mine$/);
  await expect(choice(nb, /^Alla/), 'the count of all stands').toContainText(String(all));

  const laptop = await as('nb');
  await laptop.openBoard();
  await expect(choice(laptop, /^Mina/)).toHaveAttribute('aria-pressed', 'true');
  const visible = shown(laptop).filter({ visible: true });
  const mine = await visible.count();
  expect(mine).toBeLessThan(all);
  await expect(laptop.page.locator('.filtered')).toContainText(`Urvalet visar ${mine} av ${all}.`);

  await laptop.page.keyboard.press('v');
  await expect(visible).toHaveCount(all);
  await expect(laptop.page.locator('.filtered')).toBeHidden();
  // Back in the history is back to the view that was there.
  await choice(laptop, /^Region/).click();
  await laptop.page.goBack();
  await expect(choice(laptop, /^Alla/)).toHaveAttribute('aria-pressed', 'true');
});

test('a red client and an alert outside the view are still told', async ({ as }) => {
  const [nb, gs] = [await as('nb'), await as('gs')];
  await nb.page.goto('/?view=municipality');
  await nb.isLive();
  const filtered = nb.page.locator('.filtered');
  const red = async () => Number((await filtered.innerText()).match(/Röda som inte visas: (\d+)/)[1]);
  const before = await red();
  // The CM of Å.M. works for the region.
  const alert = await gs.raise('Å.M.');
  await expect.poll(red).toBe(before + 1);
  await expect(filtered).toHaveAttribute('data-urgent', '');
  await expect(nb.page.locator('.strip')).toContainText(`Larm ${alert.number}`);
  await expect(nb.page.locator('[aria-live=assertive]').filter({ hasText: 'Å.M.' })).toContainText('Röd');
  await expect(nb.page.locator('tr.row').filter({ hasText: 'Åsa Malm' })).toBeHidden();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, allowedInConsole: /was preloaded using link preload but not used/ });

  test('a view is a form, and the board says what it leaves out', async ({ as }) => {
    const nb = await as('nb');
    await nb.page.goto('/');
    await choice(nb, /^Mina/).click();
    await expect(nb.page).toHaveURL(/\?view=mine$/);
    await expect(nb.page.locator('.filtered')).toContainText(/Urvalet visar \d+ av \d+/);
    await nb.page.goto('/');
    await expect(choice(nb, /^Mina/)).toHaveAttribute('aria-pressed', 'true');
    await choice(nb, 'Visa alla').click();
    await expect(nb.page.locator('.filtered')).toBeHidden();
    await expect(choice(nb, /^Alla/)).toHaveAttribute('aria-pressed', 'true');
  });
});

test('a wall is dimmed when nobody of the team is there, and bright while an alert waits', async ({ as }) => {
  const [kj, gs] = [await as('kj'), await as('gs')];
  await kj.context.addCookies([{ name: 'tavla_look', value: 'sv.auto.1', url: kj.server.url }]);
  await kj.openBoard();
  const wall = kj.page.locator('main.wall');
  await expect(wall).not.toHaveAttribute('data-dim');

  await gs.post('/demo/clock', { form: { to: '06:00' } });
  await expect(wall).toHaveAttribute('data-dim');
  await gs.raise('S.O.', 'red');
  await expect(wall).not.toHaveAttribute('data-dim');
});

test('the board of a team is printed on one page that lies down', async ({ as }) => {
  const gs = await as('gs');
  await gs.openBoard();
  const pdf = (await gs.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 84\d(\.\d+)? 59\d/);
});
