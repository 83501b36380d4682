// The service worker in a real Chromium. Its push event is made with the DevTools
// protocol, because a browser without a network has no push service.
import { expect, test } from './support/fixtures.mjs';

test.describe('the service worker', () => {
  test('shows a letter, replaces it by its tag, and reports that it was shown', async ({ as, push }) => {
    const [gs, nb] = [await as('gs'), await as('nb')];
    const phone = push.subscribe();
    await nb.subscribe(phone);
    const worker = await register(nb);

    const alert = await gs.raise('S.O.');
    const letter = await phone.next();
    await worker.deliver(JSON.stringify(letter.payload));
    const title = `Teamtavlan: larm ${alert.number}`;
    await expect.poll(worker.shown).toEqual([
      { title, body: letter.payload.notification.body, tag: letter.topic, silent: false, sticky: true },
    ]);
    await expect
      .poll(async () => (await gs.board()).board.alerts[alert.number].letters.map((one) => one.delivery.kind))
      .toContain('shown');

    const taken = { ...letter.payload.notification, body: 'Mottaget av en kollega.', silent: true };
    await worker.deliver(JSON.stringify({ ...letter.payload, notification: taken }));
    await expect.poll(worker.shown).toEqual([
      { title, body: 'Mottaget av en kollega.', tag: letter.topic, silent: true, sticky: false },
    ]);
  });

  test('has a button that takes the alert, and counts what waits on the badge', async ({ as, push }) => {
    const [gs, nb, ps] = [await as('gs'), await as('nb'), await as('ps')];
    const [first, reserve] = [push.subscribe(), push.subscribe()];
    await nb.subscribe(first);
    await ps.subscribe(reserve);
    const [worker, others] = [await register(nb), await register(ps)];
    const alert = await gs.raise('S.O.');
    const letter = await first.next();
    await worker.deliver(JSON.stringify(letter.payload));
    await expect.poll(worker.buttons).toEqual([['take']]);
    expect(await worker.badges()).toEqual([1]);
    const toReserve = await reserve.next();
    await others.deliver(JSON.stringify(toReserve.payload));
    await expect.poll(others.buttons, 'who only stands by is not asked to take it').toEqual([[]]);

    const opened = await worker.press('take');
    expect(opened, 'the page opens and says who has it').toEqual([`/alerts/${alert.number}`]);
    const { alerts } = (await gs.board()).board;
    expect(alerts[alert.number].state.kind).toBe('acknowledged');

    // M9 replaces what lies there, and nothing waits any more.
    const withdrawn = await reserve.next();
    expect(withdrawn.topic).toBe(toReserve.topic);
    await others.deliver(JSON.stringify(withdrawn.payload));
    const title = `Teamtavlan: larm ${alert.number}`;
    await expect
      .poll(others.shown)
      .toEqual([{ title, body: 'Mottaget av en kollega.', tag: toReserve.topic, silent: true, sticky: false }]);
    expect((await others.badges()).at(-1)).toBe(0);
  });

  test.describe('with a button that fails', () => {
    test.use({ allowedInConsole: /401/ });

    test('opens the page instead', async ({ as, push }) => {
      const [gs, nb] = [await as('gs'), await as('nb')];
      const phone = push.subscribe();
      await nb.subscribe(phone);
      const worker = await register(nb);
      const alert = await gs.raise('S.O.');
      await worker.deliver(JSON.stringify((await phone.next()).payload));
      await expect.poll(worker.buttons).toEqual([['take']]);
      await nb.context.clearCookies();
      expect(await worker.press('take')).toEqual([`/alerts/${alert.number}`]);
      const { alerts } = (await gs.board()).board;
      expect(alerts[alert.number].state.kind, 'nobody has taken it').toBe('climbing');
    });
  });

  test('shows something for a letter that it cannot read', async ({ as }) => {
    const nb = await as('nb');
    const worker = await register(nb);
    await worker.deliver('inte ett brev');
    await expect.poll(worker.shown).toEqual([
      { title: 'Teamtavlan', body: 'Tavlan är uppdaterad.', tag: 'tavla', silent: false, sticky: true },
    ]);
  });

  test.describe('without a server', () => {
    test.use({ allowedInConsole: /WebSocket connection to .* failed|Failed to load resource|ERR_/ });

    test('says what has happened instead of showing an old board', async ({ as, server }) => {
      const nb = await as('nb');
      await nb.openBoard();
      await register(nb);
      await nb.page.reload();
      await server.kill();
      await nb.page.goto('/alerts/4127');
      await expect(nb.page.getByRole('heading', { name: 'Ingen kontakt med servern' })).toBeVisible();
      await expect(nb.page.getByRole('link', { name: '112' }).first()).toBeVisible();
      const font = await nb.page.evaluate(() => getComputedStyle(document.body).maxWidth);
      expect(font, 'the styles of the page are there too').not.toBe('none');

      await server.restart();
      await nb.page.getByRole('link', { name: 'Till tavlan' }).click();
      await nb.isLive();

      const kept = await nb.page.evaluate(async () => {
        const urls = [];
        for (const name of await caches.keys()) {
          for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
        }
        return urls;
      });
      const foreign = kept.filter((path) => !path.startsWith('/pkg/') && !path.startsWith('/offline') && !path.startsWith('/icons/'));
      expect(foreign, 'documents and answers are never kept').toEqual([]);
    });
  });
});

/** Registers the worker in somebody's browser, with permission to show notifications. */
async function register(person) {
  const { context, page, server } = person;
  await context.grantPermissions(['notifications'], { origin: server.url });
  const devtools = await context.newCDPSession(page);
  const registered = new Promise((found) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) found(registrations[0].registrationId);
    });
  });
  await page.goto('/settings');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registered;
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // What a worker asks of the system cannot be seen from here, so it is written down.
  await worker.evaluate(() => {
    self.asked = { badges: [], opened: [] };
    self.navigator.setAppBadge = async (count) => void self.asked.badges.push(count);
    Clients.prototype.openWindow = async (url) => void self.asked.opened.push(new URL(url).pathname);
  });
  return {
    badges: () => worker.evaluate(() => self.asked.badges),
    buttons: () =>
      worker.evaluate(async () =>
        (await self.registration.getNotifications()).map((one) => one.actions.map(({ action }) => action)),
      ),
    /** Does what a press on a button of the only notification does. Gives what it opened. */
    press: (action) =>
      worker.evaluate(async (action) => {
        const [notification] = await self.registration.getNotifications();
        notification.close();
        await act(action, notification.data);
        return self.asked.opened;
      }, action),
    deliver: (data) =>
      devtools.send('ServiceWorker.deliverPushMessage', { origin: server.url, registrationId, data }),
    shown: () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        const notifications = await registration.getNotifications();
        return notifications.map(({ title, body, tag, silent, requireInteraction }) => {
          return { title, body, tag, silent: Boolean(silent), sticky: requireInteraction };
        });
      }),
  };
}
