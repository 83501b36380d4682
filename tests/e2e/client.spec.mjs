// A client's own page: without script, on paper, on a phone, and for everybody; and the pages
// for deviations and for an emergency access.
import { clean } from './support/axe.mjs';
import { expect, test } from './support/fixtures.mjs';

async function openAll(page) {
  await page.locator('main details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
}

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing on the page', async ({ as }) => {
      const gs = await as('gs');
      await gs.page.goto(`/clients/${await gs.clientId('B.T.')}`);
      const gates = gs.page.locator('.history-gates').first();
      await gates.locator('summary').click();
      await expect(gates.getByRole('listitem')).toHaveCount(14);
      await clean(gs.page, 'the page with the gates of a morning');
    });

    // A client without a history: the forms are looked at, and not the time line again.
    for (const ask of ['legal', 'note', 'appoint&post=cm']) {
      test(`axe finds nothing on the form ${ask}`, async ({ as }) => {
        const gs = await as('gs');
        await gs.page.goto(`/clients/${await gs.clientId('E.L.')}?ask=${ask}`);
        await expect(gs.page.locator('#ask form')).toBeVisible();
        await clean(gs.page, ask);
      });
    }

    test('axe finds nothing on a change of consent', async ({ as }) => {
      const gs = await as('gs');
      await gs.page.goto(`/clients/${await gs.clientId('E.L.')}?ask=consent`);
      await clean(gs.page, 'the choice');
      await gs.page.getByLabel('Kommun', { exact: true }).uncheck();
      await gs.page.getByRole('button', { name: 'Visa vad det betyder' }).click();
      await expect(gs.page.getByText('Det här händer om du sparar')).toBeVisible();
      await clean(gs.page, 'what it means');
    });
  });
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, allowedInConsole: /was preloaded using link preload but not used/ });

  test('a client is searched for, read, filtered and edited', async ({ as }) => {
    const gs = await as('gs');
    const client = await gs.clientId('B.T.');
    await gs.page.goto('/');
    await gs.page.getByRole('searchbox').fill('Björn Tallberg');
    await gs.page.keyboard.press('Enter');
    await gs.page.getByRole('search').getByRole('link').first().click();
    await expect(gs.page).toHaveURL(new RegExp(`/clients/${client}$`));
    await expect(gs.page.getByRole('heading', { level: 1 })).toContainText('Björn Tallberg');
    await expect(gs.page.getByRole('region', { name: 'Ansvariga' })).toContainText('Region · CM');

    const history = gs.page.getByRole('region', { name: 'Tidslinje' });
    await history.getByRole('link', { name: 'Automatik' }).click();
    await expect(gs.page).toHaveURL(/kind=step/);
    const step = history.getByRole('listitem').filter({ hasText: 'Automatiskt' }).first();
    await step.locator('summary').click();
    await expect(step).toContainText('uppfyllt');
    await expect(history).not.toContainText('Hembesök');

    await gs.page.getByRole('link', { name: 'Ändra Tvångsvård' }).click();
    await gs.page.getByLabel('Gäller nu').selectOption('LPT');
    await gs.page.getByLabel('Sista dag').fill('2026-03-31');
    await gs.page.getByRole('button', { name: 'Spara' }).click();
    await expect(gs.page.getByRole('region', { name: 'Att veta' })).toContainText('t.o.m. tis 31 mar');

    // A status of nothing has no last day; what was typed is still there.
    await gs.page.getByRole('link', { name: 'Ändra Tvångsvård' }).click();
    await gs.page.getByLabel('Gäller nu').selectOption('');
    await gs.page.getByRole('button', { name: 'Spara' }).click();
    await expect(gs.page.getByRole('alert')).toContainText('Inget är ändrat.');
    await expect(gs.page.getByLabel('Sista dag')).toHaveValue('2026-03-31');
  });

  test('an emergency access is confirmed twice, announced, marked, and closes by itself', async ({ as }) => {
    const mh = await as('mh');
    const client = await mh.clientId('B.T.');
    await mh.command({ kind: 'set_consent', client, open_to: ['region'] });
    const { people } = await mh.board();
    const { born } = people.clients[client];

    const tv = await as('tv');
    const status = async (path) => (await tv.context.request.get(path)).status();
    expect(await status(`/emergency/${client}`)).toBe(404);
    await tv.page.goto('/emergency');
    await tv.page.getByLabel('Klientens hela namn').fill('björn  tallberg');
    await tv.page.getByLabel('Födelsedatum').fill(born);
    await tv.page.getByLabel('Varför behöver du').fill('Står på ett broräcke');
    await tv.page.getByLabel('Det är fara för liv').check();
    await tv.page.getByRole('button', { name: 'Fortsätt' }).click();
    await expect(tv.page.getByText('Vyn stängs efter 60 minuter.')).toBeVisible();
    await tv.page.getByRole('button', { name: 'Öppna nu' }).click();
    await expect(tv.page).toHaveURL(new RegExp(`/emergency/${client}$`));
    const main = tv.page.getByRole('main');
    await expect(main).toContainText('Nödöppning T.V.');
    await expect(main).toContainText('Gör så här först');
    await expect(main).not.toContainText('Läkemedel');
    expect(await status(`/clients/${client}`), 'the rest stays closed').toBe(404);

    // The others see at once who, and why.
    await mh.page.goto(`/clients/${client}`);
    await expect(mh.page.getByRole('region', { name: 'Tidslinje' })).toContainText('Nödöppning: Står på ett broräcke');
    await expect(mh.page.getByRole('link', { name: /^Larm \d{4}/ })).toBeVisible();

    await tv.post('/demo/clock', { form: { to: '1h', next: '/' }, maxRedirects: 0 });
    await tv.page.goto(`/emergency/${client}`);
    await expect(tv.page.getByRole('alert')).toContainText('Tiden är slut.');
    await expect(tv.page.getByRole('main')).not.toContainText('Tallberg');
  });
});

test('the panel leads to the page, and the page back to the board', async ({ as }) => {
  const gs = await as('gs');
  const client = await gs.clientId('B.T.');
  await gs.openBoard();
  await gs.page.locator(`#client-${client}`).click();
  await gs.panel.getByRole('link', { name: 'Klientens sida' }).click();
  await expect(gs.page).toHaveURL(new RegExp(`/clients/${client}$`));
  await gs.page.getByRole('link', { name: 'Visa på tavlan' }).click();
  await expect(gs.panel).toContainText('Björn Tallberg');
});

test('the crisis plan and the early signs are one A4 page each, with time and sender', async ({ as }) => {
  const gs = await as('gs');
  const { people } = await gs.board();
  // Several clients: what is written about them differs in length.
  for (const client of Object.keys(people.clients).slice(0, 6)) {
    for (const sheet of ['crisis-plan', 'early-signs']) {
      await gs.page.goto(`/clients/${client}/${sheet}`);
      await gs.page.emulateMedia({ media: 'print' });
      await expect(gs.page.getByRole('link', { name: 'Till klientens sida' })).toBeHidden();
      await expect(gs.page.locator('.paper-foot')).toContainText(/Team Öst · Utskrivet av G\.S\. mån 16 mar \d\d:\d\d 2026/);
      const pdf = (await gs.page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g), sheet).toHaveLength(1);
      // A4 upright, in points.
      expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59\d(\.\d+)? 84\d/);
    }
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });

  test('the pages fit, and every target can be hit with a thumb', async ({ as }) => {
    const gs = await as('gs');
    const client = await gs.clientId('B.T.');
    const page = `/clients/${client}`;
    for (const path of [page, `${page}?ask=consent`, `${page}?ask=note`, `${page}/crisis-plan`, `${page}/early-signs`, '/deviations', '/emergency']) {
      await gs.page.goto(path);
      await openAll(gs.page);
      const wider = await gs.page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(wider, `${path}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
      const small = await gs.page
        .locator('main :is(button, .button, input:not([type=hidden], [type=checkbox]), select, summary, .call a, .history-kinds a, .paper-call a):visible')
        .evaluateAll((targets) =>
          targets
            .map((target) => ({ what: target.outerHTML.slice(0, 80), box: target.getBoundingClientRect() }))
            .filter(({ box }) => box.height < 44)
            .map(({ what, box }) => `${what} ${Math.round(box.width)}×${Math.round(box.height)}`),
        );
      expect(small, path).toEqual([]);
    }
  });
});
