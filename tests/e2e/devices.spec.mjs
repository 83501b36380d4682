// A phone is subscribed on the settings page and proved with a test letter.
import { expect, test } from './support/fixtures.mjs';

test('a browser subscribes, is tested, and is taken away again', async ({ as, push }) => {
  const nb = await as('nb');
  const phone = push.subscribe();
  await nb.context.grantPermissions(['notifications'], { origin: nb.server.url });
  await standInForThePushService(nb.page, phone);
  await nb.page.goto('/settings');
  await expect(nb.page.getByText('Ingen enhet tar emot larm.')).toBeVisible();
  await nb.page.getByRole('button', { name: 'Ta emot larm här' }).click();
  await expect(nb.page.getByText('Den här enheten tar emot larm.')).toBeVisible();
  await expect(nb.page.getByText('Chrome, Linux', { exact: true })).toBeVisible();

  await nb.page.getByRole('button', { name: 'Skicka provlarm' }).click();
  const letter = await phone.next();
  expect(letter.payload.notification.body).toBe('Tavlan är uppdaterad.');
  await nb.post(`/letters/${letter.payload.letter}/shown`, {});
  await nb.page.reload();
  await expect(nb.page.getByText(/visade ett larm/)).toBeVisible();

  await nb.page.getByRole('button', { name: 'Ta bort Chrome, Linux' }).click();
  await expect(nb.page.getByText('Ingen enhet tar emot larm.')).toBeVisible();
  await expect(nb.page.getByRole('button', { name: 'Ta emot larm här' })).toBeVisible();
});

test('a push service that never answers is given up, in words', async ({ as }) => {
  const nb = await as('nb');
  await nb.context.grantPermissions(['notifications'], { origin: nb.server.url });
  await nb.page.clock.install();
  await nb.page.addInitScript(() => {
    PushManager.prototype.subscribe = () => new Promise(() => {});
  });
  await nb.page.goto('/settings');
  await nb.page.getByRole('button', { name: 'Ta emot larm här' }).click();
  await expect(nb.page.getByText('Ansluter …')).toBeVisible();
  await nb.page.clock.runFor(20_000);
  await expect(nb.page.getByText('Det gick inte att ansluta enheten.')).toBeVisible();
});

test('an endpoint that is no push service is refused', async ({ as, push }) => {
  const nb = await as('nb');
  const { subscription } = push.subscribe();
  for (const endpoint of ['http://127.0.0.1:6379/', 'https://10.0.0.1/push', 'https://example.org/push']) {
    const response = await nb.post('/devices', { data: { ...subscription, endpoint } });
    expect(response.status(), endpoint).toBe(400);
  }
});

/** Without a network Chromium subscribes nowhere; this gives it what a push service would. */
async function standInForThePushService(page, phone) {
  await page.addInitScript((given) => {
    const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)).buffer;
    const make = (options) =>
      Object.create(PushSubscription.prototype, {
        endpoint: { value: given.endpoint },
        options: { value: options },
        getKey: { value: (name) => bytes(given[name]) },
        unsubscribe: {
          value: async () => {
            sessionStorage.removeItem('subscribed');
            return true;
          },
        },
      });
    PushManager.prototype.subscribe = async (options) => {
      sessionStorage.setItem('subscribed', '1');
      return make(options);
    };
    PushManager.prototype.getSubscription = async () => (sessionStorage.getItem('subscribed') ? make({}) : null);
  }, phone.subscription);
}
