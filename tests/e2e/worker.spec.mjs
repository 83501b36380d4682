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
  return {
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
