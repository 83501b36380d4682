// The phone: the day, raising and logging with few taps and without script, and what happens
// without a network.
import { clean } from './support/axe.mjs';
import { expect, test } from './support/fixtures.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const WITHOUT_SCRIPT = { ...PHONE, javaScriptEnabled: false };

/** Lets somebody's phone work without a network, and with one again. */
async function openDay(person) {
  await person.openBoard();
  await person.page.evaluate(() => navigator.serviceWorker.ready);
  await person.page.goto('/my-day');
  await expect(person.page.getByRole('heading', { name: 'Min dag' })).toBeVisible();
  // The day, the board, and three pages of each client on it.
  const clients = (await person.page.locator('main').getAttribute('data-keep')).split(' ').length;
  await expect.poll(async () => (await kept(person)).pages).toBe(2 + 3 * clients);
}

/** How many pages the phone keeps, and of how many keys. */
function kept(person) {
  return person.page.evaluate(async () => {
    const database = await new Promise((found, failed) => {
      const asked = indexedDB.open('tavla');
      asked.onsuccess = () => found(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    const all = (name) =>
      new Promise((found) => {
        if (!database.objectStoreNames.contains(name)) return found([]);
        const asked = database.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => found(asked.result);
      });
    const [keys, pages, waiting] = await Promise.all(['keys', 'kept', 'waiting'].map(all));
    database.close();
    const text = [...pages, ...waiting].map(({ bytes }) => new TextDecoder().decode(bytes)).join('');
    return {
      extractable: keys.some((key) => key.extractable),
      keys: keys.length,
      pages: pages.length,
      waiting: waiting.length,
      readable: /Norling|Sover|<html/.test(text),
    };
  });
}

/** Somebody's service worker, as the DevTools protocol names it. */
async function workerOf(person) {
  const devtools = await person.context.newCDPSession(person.page);
  const registered = new Promise((found) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) found(registrations[0].registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  return [devtools, { origin: person.server.url, registrationId: await registered }];
}

test('somebody is raised in two taps, without script', async ({ as }) => {
  const mh = await as('mh', WITHOUT_SCRIPT);
  await mh.page.goto('/my-day');
  await mh.page.getByRole('link', { name: 'Sätt upp på tavlan' }).tap();
  await mh.page.getByRole('link', { name: /Viktor Berg/ }).tap();
  await mh.page.locator('label', { hasText: 'Röd' }).tap();
  await mh.page.getByLabel('Orsak').selectOption('kris');
  await mh.page.getByLabel('Vad har hänt?').fill('Ropar i trapphuset');
  await mh.page.getByRole('button', { name: 'Sätt upp och larma' }).tap();
  await expect(mh.page).toHaveURL(/\/alerts\/\d{4}$/);
  await expect(mh.page.getByRole('heading', { level: 1 })).toContainText('Viktor Berg');
});

test('a contact is logged in three taps, without script', async ({ as }) => {
  const mh = await as('mh', WITHOUT_SCRIPT);
  await mh.page.goto('/my-day');
  await mh.page.getByRole('link', { name: 'Logga kontakt: Dragan Mitrovic' }).tap();
  await mh.page.locator('label', { hasText: 'telefon, nådd' }).tap();
  await mh.page.getByRole('button', { name: 'Signera' }).tap();
  await expect(mh.page.getByText('Sparat.')).toBeVisible();
  const { board } = await mh.board();
  const last = board.cards[await mh.clientId('D.M.')].last_contact;
  expect(last).toMatchObject({ how: 'tel', reached: true });
});

test('a visit is watched from its beginning to its end, without script', async ({ as }) => {
  const mh = await as('mh', WITHOUT_SCRIPT);
  await mh.page.goto('/my-day');
  await mh.page.getByRole('link', { name: 'Besök: Fanny Norling' }).tap();
  await mh.page.getByLabel('J.A.').check();
  await mh.page.getByRole('button', { name: 'Starta besök' }).tap();
  const state = mh.page.getByText('Besök pågår M.H.+J.A., incheckning 09:29');
  await expect(state).toBeVisible();
  const nb = await as('nb');
  await nb.openBoard();
  await expect(nb.row('Besök pågår M.H.+J.A.')).toContainText('Fanny Norling');
  await mh.page.getByRole('button', { name: 'Allt väl, besöket är slut' }).tap();
  await expect(mh.page.getByRole('heading', { level: 1 })).toContainText('Logga kontakt');
  await expect(nb.row('Besök pågår')).toHaveCount(0);
});

test('what was missed off duty is on the bar of the board until it is read', async ({ as }) => {
  const mh = await as('mh');
  await mh.openBoard();
  await mh.page.getByRole('link', { name: '1 av dina klienter är uppsatt på tavlan' }).click();
  await expect(mh.page.getByRole('heading', { name: 'Sedan du slutade' })).toBeVisible();
  await mh.page.getByRole('button', { name: 'Läst' }).click();
  await expect(mh.page.getByRole('heading', { name: 'Sedan du slutade' })).toHaveCount(0);
  await mh.openBoard();
  await expect(mh.page.locator('.bar-digest')).toHaveCount(0);
});

test.describe('without a network', () => {
  test.use({ allowedInConsole: /WebSocket connection to .* failed|Failed to load resource|ERR_/ });

  test('a contact waits, survives a closed page, and arrives once with its time', async ({ as }) => {
    const mh = await as('mh', PHONE);
    const client = await mh.clientId('F.N.');
    await openDay(mh);
    expect(await kept(mh)).toMatchObject({ extractable: false, readable: false });

    await mh.context.setOffline(true);
    await mh.page.goto('/my-day');
    await expect(mh.page.getByText(/Offline sedan \d\d:\d\d/)).toBeVisible();
    await mh.page.getByRole('link', { name: 'Logga kontakt: Fanny Norling' }).tap();
    await mh.page.locator('label', { hasText: 'hembesök, nådd' }).tap();
    await mh.page.getByLabel('Vad hände?').fill('Sover bättre');
    const from = (await mh.page.evaluate(() => Date.now())) - 1000;
    await mh.page.getByRole('button', { name: 'Signera' }).tap();
    await expect(mh.page.getByText('Väntar på att skickas (1)')).toBeVisible();
    expect(await kept(mh)).toMatchObject({ waiting: 1, readable: false });
    await mh.page.goto(`/clients/${client}/plan`);
    await expect(mh.page.getByRole('heading', { name: 'Gör så här först' })).toBeVisible();
    await mh.page.close();
    mh.page = await mh.context.newPage();
    await mh.page.goto('/');
    await expect(mh.page.getByText('Väntar på att skickas (1)'), 'the board as it was says so too').toBeVisible();

    await mh.context.setOffline(false);
    await mh.page.goto('/my-day');
    await expect(mh.page.getByText('Väntar på att skickas')).toHaveCount(0);
    await mh.page.reload();
    const panel = await (await mh.context.request.get(`/clients/${client}`)).json();
    const logged = panel.timeline.filter(({ event }) => event.text === 'Sover bättre');
    expect(logged, 'exactly once').toHaveLength(1);
    expect(logged[0].happened, 'with the time at which it was written').toBeLessThan(logged[0].at);
    expect(logged[0].at - logged[0].happened, 'and no other').toBeLessThan(60_000 + Date.now() - from);
  });

  test('the board is read as it was, and nothing on it pretends to be live', async ({ as }) => {
    const mh = await as('mh', PHONE);
    await openDay(mh);
    await mh.openBoard();
    const client = await mh.clientId('D.M.');
    await mh.page.goto(`/?client=${client}`);
    await mh.isLive();
    await mh.context.setOffline(true);
    await mh.page.goto('/');
    await expect(mh.page.getByText(/Offline sedan \d\d:\d\d\. Sidan visar hur det var då\./)).toBeVisible();
    await expect(mh.row('Dragan Mitrovic')).toContainText('hörs genom väggen');
    await expect(mh.page.locator('html'), 'it looks different as a whole').toHaveAttribute('data-link', 'offline');
    const dead = mh.page.locator('script, form, button, input, select, textarea, .link, a.button, [data-link=live]');
    await expect(dead, 'nothing that would do nothing').toHaveCount(0);
    await mh.page.getByRole('link', { name: 'Dragan Mitrovic' }).click();
    await expect(mh.page.getByRole('heading', { name: 'Gör så här först' })).toBeVisible();
    expect(await kept(mh)).toMatchObject({ readable: false });
  });

  test('a masked board is a wall, and a wall keeps nothing', async ({ as }) => {
    const mh = await as('mh', PHONE);
    await openDay(mh);
    const paths = () =>
      mh.page.evaluate(async () => {
        const { result } = await new Promise((found) => {
          const asked = indexedDB.open('tavla');
          asked.onsuccess = () => found(asked);
        });
        const asked = result.transaction('kept').objectStore('kept').getAllKeys();
        await new Promise((found) => (asked.onsuccess = found));
        result.close();
        return asked.result;
      });
    expect(await paths()).toContain('/');
    await mh.post('/settings/look', { form: { masked: '1', next: '/' } });
    await mh.page.goto('/');
    await expect.poll(paths).not.toContain('/');
  });

  for (const [how, wake] of [
    ['a letter', (devtools, ids) => devtools.send('ServiceWorker.deliverPushMessage', { ...ids, data: '{}' })],
    ['the browser', (devtools, ids) => devtools.send('ServiceWorker.dispatchPeriodicSyncEvent', { ...ids, tag: 'wake' })],
  ]) {
    test(`what is kept goes after the shift without a tap when ${how} wakes the phone`, async ({ as }) => {
      const mh = await as('mh', PHONE);
      await mh.context.grantPermissions(['notifications'], { origin: mh.server.url });
      await openDay(mh);
      const [devtools, ids] = await workerOf(mh);
      // The shift ended a minute ago, by the phone's own reckoning.
      await mh.page.evaluate(async () => {
        const asked = indexedDB.open('tavla');
        await new Promise((found) => (asked.onsuccess = found));
        const facts = asked.result.transaction('facts', 'readwrite').objectStore('facts');
        const day = facts.get('day');
        await new Promise((found) => (day.onsuccess = found));
        const put = facts.put({ ...day.result, until: Date.now() + day.result.ahead - 60_000 }, 'day');
        await new Promise((found) => (put.onsuccess = found));
        asked.result.close();
      });
      await wake(devtools, ids);
      await expect.poll(() => kept(mh)).toMatchObject({ keys: 0, pages: 0 });
      const { unsynced = {} } = (await mh.board()).board;
      await expect.poll(async () => Object.keys((await mh.board()).board.unsynced ?? {}), JSON.stringify(unsynced)).toEqual([]);
    });
  }

  test('a phone that is silent with an entry closes the gate of the machinery until it has sent', async ({ as }) => {
    const [mh, gs] = [await as('mh', PHONE), await as('gs')];
    const client = await mh.clientId('F.N.');
    await openDay(mh);
    await expect.poll(async () => Object.values((await gs.board()).board.unsynced ?? {}).length).toBe(1);
    await mh.context.setOffline(true);
    await mh.page.goto(`/clients/${client}/contact`);
    await mh.page.locator('label', { hasText: 'hembesök, nådd' }).tap();
    await mh.page.getByLabel('Vad hände?').fill('Sover bättre');
    await mh.page.getByRole('button', { name: 'Signera' }).tap();
    await expect(mh.page.getByText('Väntar på att skickas (1)')).toBeVisible();

    // The next day, M.H. works again and has not opened the phone.
    for (const to of ['06:00', '13:00']) await gs.post('/demo/clock', { form: { to } });
    await gs.openBoard(`/?client=${await mh.clientId('V.B.')}`);
    const gate = gs.panel.locator('.gates li').filter({ has: gs.page.locator('.gate-name').getByText('automatiken gick i tid', { exact: true }) });
    await expect(gate).toHaveAttribute('data-gate', 'closed');
    await expect(gate).toContainText(/en telefon i tjänst har inte synkat sedan .*08:\d\d, öppna Teamtavlan på den/);

    await mh.context.setOffline(false);
    await mh.page.goto('/my-day');
    await expect(mh.page.getByText('Väntar på att skickas')).toHaveCount(0);
    await expect(gate).toHaveAttribute('data-gate', 'open');
    const panel = await (await mh.context.request.get(`/clients/${client}`)).json();
    const [logged] = panel.timeline.filter(({ event }) => event.text === 'Sover bättre');
    expect(logged.at - logged.happened, 'with the time at which it was written').toBeGreaterThan(24 * 3_600_000);
  });

  test('what the server refuses is shown with what to do', async ({ as }) => {
    const mh = await as('mh', PHONE);
    const client = await mh.clientId('F.N.');
    await openDay(mh);
    await mh.context.setOffline(true);
    await mh.page.goto(`/clients/${client}/visit`);
    await mh.page.getByRole('button', { name: 'Starta besök' }).tap();
    await expect(mh.page.getByText('Väntar på att skickas (1)')).toBeVisible();
    // A colleague has begun a visit meanwhile.
    const ja = await as('ja');
    const { people } = await ja.board();
    const who = [Object.entries(people.staff).find(([, card]) => card.initials === 'J.A.')[0]];
    await ja.command({ kind: 'visit', client, ask: { kind: 'start', who, minutes: 60 } });
    await mh.context.setOffline(false);
    await mh.page.goto('/my-day');
    await expect(mh.page.getByText(/Sparades inte: Ett besök pågår redan: J.A./)).toBeVisible();
    await mh.page.getByRole('button', { name: 'Stäng' }).tap();
    await expect(mh.page.getByText('Sparades inte')).toHaveCount(0);
  });

  test('nobody is raised in silence, and log-out deletes everything', async ({ as }) => {
    const mh = await as('mh', PHONE);
    const client = await mh.clientId('F.N.');
    await openDay(mh);
    await mh.page.goto(`/clients/${client}/raise`);
    await mh.page.locator('label', { hasText: 'Röd' }).tap();
    await mh.page.getByLabel('Orsak').selectOption('kris');
    await mh.page.getByLabel('Vad har hänt?').fill('Ropar i trapphuset');
    await mh.context.setOffline(true);
    await mh.page.getByRole('button', { name: 'Sätt upp och larma' }).tap();
    await expect(mh.page.getByRole('heading', { name: 'Ingen kontakt med servern' })).toBeVisible();
    await expect(mh.page.getByText('Väntar på att skickas')).toHaveCount(0);
    await mh.context.setOffline(false);

    await mh.page.goto('/settings');
    await mh.page.evaluate(() => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '/log-out' });
      document.body.append(form);
      form.submit();
    });
    await expect(mh.page).toHaveURL(/\/log-in/);
    await expect.poll(() => kept(mh)).toMatchObject({ keys: 0, pages: 0, waiting: 0 });
    const gs = await as('gs');
    expect((await gs.board()).board.unsynced ?? {}, 'and the server waits for nothing').toEqual({});
  });
});

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [PHONE.viewport, { width: 667, height: 375 }, { width: 320, height: 640 }]) {
    test(`the pages fit ${viewport.width} pixels and are clean, ${colorScheme}`, async ({ as }) => {
      const mh = await as('mh', { ...PHONE, viewport, colorScheme });
      const client = await mh.clientId('D.M.');
      const form = (page) => `/clients/${client}/${page}`;
      for (const path of ['/my-day', '/my-day/raise', ...['raise', 'contact', 'visit', 'plan'].map(form)]) {
        await mh.page.goto(path);
        await clean(mh.page, path);
        const tooWide = await mh.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(tooWide, `${path} is too wide`).toBeLessThanOrEqual(0);
        const small = await mh.page
          .locator('main :is(a.button, button, summary, .call a, .my-day-list > li > a, label:has(input))')
          .evaluateAll((all) =>
            all
              .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
              .map((one) => `${one.outerHTML.slice(0, 90)} ${one.getBoundingClientRect().height}`),
          );
        expect(small, `${path}: large enough for a finger`).toEqual([]);
      }
    });
  }
}
