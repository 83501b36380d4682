// The rota in a browser: without script, by keyboard, on a phone, and for everybody.
import { clean } from './support/axe.mjs';
import { expect, test } from './support/fixtures.mjs';

/** Opens every form of the page. */
async function openAll(page) {
  await page.locator('main details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
}

/** The value of N.B.'s night on call on the first evening. */
async function tonight(person) {
  const { board, people } = await person.board();
  const [nb] = Object.entries(people.staff).find(([, card]) => card.initials === 'N.B.');
  const begins = Date.parse('2026-03-16T17:00:00+01:00');
  const shift = board.shifts.find(({ who, kind, from }) => who === nb && kind === 'jour' && from === begins);
  return `${shift.who}.${shift.kind}.${shift.from}.${shift.to}`;
}

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing, for the one who plans and for the one who works', async ({ as }) => {
      const gs = await as('gs');
      const client = await gs.clientId('S.O.');
      await gs.raise('S.O.');
      await gs.page.goto('/duty');
      await openAll(gs.page);
      await clean(gs.page, 'the rota of the team leader');
      const answer = await gs.post('/duty', {
        form: { ask: 'act_for', client, who: 'x', first: '', last: '' },
      });
      expect(answer.status(), 'a form that cannot be read is refused').toBe(400);
      const nb = await as('nb');
      await nb.page.goto('/duty?week=2026-W14');
      await openAll(nb.page);
      await nb.page.getByRole('button', { name: 'Skapa kalenderadress' }).click();
      await expect(nb.page.getByText('Den visas bara nu.')).toBeVisible();
      await clean(nb.page, 'the rota of a nurse, with a calendar');
    });
  });
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, allowedInConsole: /was preloaded using link preload but not used/ });

  test('a shift is offered, taken back, offered again and taken', async ({ as }) => {
    const nb = await as('nb');
    const shift = await tonight(nb);
    await nb.page.goto('/duty');
    const offer = async () => {
      await nb.page.getByText('Byt bort ett pass').click();
      await nb.page.locator('form:has(input[value=ask_swap]) select[name=shift]').selectOption(shift);
      await nb.page.getByRole('button', { name: 'Lägg ut passet' }).click();
    };
    const swaps = (person) => person.page.getByRole('region', { name: 'Byten och lediga pass' });
    await offer();
    await swaps(nb).getByRole('button', { name: /^Ta tillbaka/ }).click();
    await expect(swaps(nb)).toContainText('Inga byten');
    await offer();

    const re = await as('re');
    await re.page.goto('/duty');
    await swaps(re).getByRole('button', { name: /^Ta / }).click();
    await expect(swaps(re)).toContainText('taget av R.E.');
    const row = re.page.getByRole('row', { name: /^Jour/ });
    await expect(row.getByRole('cell').first()).toContainText('R.E.');
    // Whoever comes too late is told by whom.
    const tv = await as('tv');
    const late = await tv.post('/duty', { form: { ask: 'take_swap', number: '2' } });
    expect(await late.text()).toContain('R.E. har redan tagit passet.');
  });

  test('an absence makes a gap, and a colleague fills it', async ({ as }) => {
    const nb = await as('nb');
    await nb.page.goto('/duty');
    await expect(nb.page.getByRole('region', { name: 'Att rätta' })).not.toContainText('Jour saknas');
    await nb.page.locator('summary', { hasText: 'Anmäl frånvaro' }).click();
    await nb.page.getByLabel('Från', { exact: true }).fill('2026-03-16T16:00');
    await nb.page.getByLabel('Till', { exact: true }).fill('2026-03-17T12:00');
    await nb.page.getByRole('button', { name: 'Anmäl frånvaro' }).click();
    const faults = nb.page.getByRole('region', { name: 'Att rätta' });
    await expect(faults).toContainText('Jour saknas');
    await expect(nb.page.getByRole('row', { name: /^Jour/ })).toContainText('17:00–08:00 saknas');

    const re = await as('re');
    await re.page.goto('/duty');
    await re.page.getByRole('button', { name: /^Ta passet/ }).first().click();
    await expect(re.page.getByRole('region', { name: 'Att rätta' })).not.toContainText('Jour saknas');
    await expect(re.page.getByRole('row', { name: /^Jour/ }).getByRole('cell').first()).toContainText('R.E.');
  });

  test('a leader plans a pattern, and what collides is said', async ({ as }) => {
    const gs = await as('gs');
    await gs.page.goto('/duty?week=2026-W24');
    const plan = gs.page.getByRole('region', { name: 'Planera' });
    const fill = async (role) => {
      await plan.locator('summary', { hasText: 'Nytt mönster' }).click();
      const form = plan.locator('form', { hasText: 'Planera mönstret' });
      const who = form.getByLabel('Vem');
      await who.selectOption(await who.locator('option', { hasText: 'J.A.' }).getAttribute('value'));
      await form.getByLabel('Roll').selectOption(role);
      await form.getByLabel('Från och med').fill('2026-06-08');
      await form.getByLabel('Till och med').fill('2026-06-28');
      await form.getByRole('button', { name: 'Planera mönstret' }).click();
    };
    await fill('day_cm');
    await expect(gs.page).toHaveURL(/week=2026-W24/);
    await expect(gs.page.getByRole('row', { name: /^Dag-CM/ }).getByRole('cell').first()).toContainText('08:00–17:00 J.A.');
    await fill('day');
    await expect(gs.page.getByRole('alert')).toContainText('J.A. har redan Dag-CM');
    // Midsummer's eve is left out.
    await gs.page.goto('/duty?week=2026-W25');
    const cells = gs.page.getByRole('row', { name: /^Dag-CM/ }).getByRole('cell');
    await expect(cells.nth(3)).toContainText('J.A.');
    await expect(cells.nth(4)).not.toContainText('J.A.');
  });
});

test('by keyboard alone: open the form, choose, send', async ({ as }) => {
  const nb = await as('nb');
  const shift = await tonight(nb);
  await nb.page.goto('/duty');
  const summary = nb.page.locator('summary', { hasText: 'Byt bort ett pass' });
  for (let i = 0; i < 120 && !(await summary.evaluate((one) => one === document.activeElement)); i++) {
    await nb.page.keyboard.press('Tab');
  }
  await expect(summary).toBeFocused();
  await nb.page.keyboard.press('Enter');
  await nb.page.keyboard.press('Tab');
  const choice = nb.page.locator('form:has(input[value=ask_swap]) select[name=shift]');
  await expect(choice).toBeFocused();
  const wanted = await choice.locator(`option[value="${shift}"]`).evaluate((one) => one.index);
  for (let i = 0; i < wanted; i++) await nb.page.keyboard.press('ArrowDown');
  await expect(choice).toHaveValue(shift);
  await nb.page.keyboard.press('Tab');
  await nb.page.keyboard.press('Tab');
  await nb.page.keyboard.press('Enter');
  await expect(nb.page.getByRole('region', { name: 'Byten och lediga pass' })).toContainText('söker någon');
});

test('every page says who is on duty and who comes next', async ({ as }) => {
  const gs = await as('gs');
  const alert = await gs.raise('S.O.');
  const words = /Dag-CM L\.K\..*härnäst 17:00 Jour N\.B\., Bakjour C\.F\./s;
  for (const path of ['/settings', '/duty', `/alerts/${alert.number}`]) {
    await gs.page.goto(path);
    await expect(gs.page.locator('.duty-line'), path).toContainText(words);
  }
  await gs.openBoard();
  await expect(gs.page.locator('.bar .duty')).toContainText('L.K.');
  await expect(gs.page.locator('.bar .duty')).toContainText(/härnäst 17:00 Jour N\.B\./);
  const od = await as('od');
  await od.openBoard();
  await expect(od.page.locator('.duty-line')).toContainText(words);
  const guest = await as(null);
  await guest.page.goto('/log-in');
  await expect(guest.page.locator('.duty-line')).toHaveCount(0);
});

test('the page is English for those who ask for it', async ({ as }) => {
  const gs = await as('gs');
  await gs.post('/settings/look', { form: { language: 'en', next: '/duty' }, maxRedirects: 0 });
  await gs.page.goto('/duty?week=2026-W12');
  await expect(gs.page).toHaveTitle(/Duty/);
  const text = await gs.page.locator('main').innerText();
  for (const word of ['Week 12', 'To mend, 30 days ahead', 'Reachable now', 'Swaps and free shifts', 'Absence', 'Calendar', 'Plan']) {
    expect(text).toContain(word);
  }
  expect(text).not.toMatch(/[Ff]rånvaro|[Tt]jänst|helgdag|[Vv]ecka/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });

  test('the rota fits, and every target can be hit with a thumb', async ({ as }) => {
    const gs = await as('gs');
    await gs.page.goto('/duty');
    await openAll(gs.page);
    const wider = await gs.page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(wider, 'nothing is wider than the screen').toBeLessThanOrEqual(0);
    const small = await gs.page
      .locator('main :is(button, .button, input:not([type=hidden], [type=checkbox]), select, summary):visible')
      .evaluateAll((targets) =>
        targets
          .map((target) => ({ what: target.outerHTML.slice(0, 80), box: target.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 44)
          .map(({ what, box }) => `${what} ${Math.round(box.width)}×${Math.round(box.height)}`),
      );
    expect(small).toEqual([]);
    await clean(gs.page, 'the rota on a phone');
  });
});
