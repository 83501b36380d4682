// A phone is subscribed on the settings page and proved with a test letter.
import { clean } from './support/axe.mjs';
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
  const { letter: id, device } = letter.payload;
  await nb.post(`/letters/${id}/shown?device=${device}`, {});
  await nb.page.reload();
  await expect(nb.page.getByText(/visade ett larm/)).toBeVisible();
  await expect(nb.page.getByText(/först då är enheten provad/), 'shown is not proven').toBeVisible();
  const proven = async () => Object.values((await nb.board()).board.proven ?? {});
  expect(await proven()).toEqual([]);

  // The tap opens a page that says so; settings and board say it from then on.
  await nb.page.goto(letter.payload.notification.navigate);
  await expect(nb.page.getByRole('status')).toHaveText(/^Larmtest OK \d\d:\d\d$/);
  await clean(nb.page, 'the page behind a test letter');
  await nb.page.goto('/settings');
  await expect(nb.page.getByText(/larmtest OK \d\d:\d\d/)).toBeVisible();
  await expect(nb.page.getByText(/sedd \d\d:\d\d/)).toBeVisible();
  expect(await proven()).toEqual([{ devices: 1, last: expect.any(Number) }]);

  await nb.page.getByRole('button', { name: 'Ta bort Chrome, Linux' }).click();
  await expect(nb.page.getByText('Ingen enhet tar emot larm.')).toBeVisible();
  await expect(nb.page.getByRole('button', { name: 'Ta emot larm här' })).toBeVisible();
  expect(await proven(), 'with the device its proof is gone').toEqual([]);
});

test.describe('a device that was removed elsewhere', () => {
  // The answer that tells the browser so stands in its console.
  test.use({ allowedInConsole: /410 \(Gone\)/ });

  test('it stays away until it is asked for there', async ({ as, push }) => {
    const phone = await as('nb');
    const device = push.subscribe();
    await phone.context.grantPermissions(['notifications'], { origin: phone.server.url });
    await standInForThePushService(phone.page, device, push.subscribe());
    await phone.page.goto('/settings');
    await phone.page.getByRole('button', { name: 'Ta emot larm här' }).click();
    await expect(phone.page.getByText('Den här enheten tar emot larm.')).toBeVisible();

    const laptop = await as('nb');
    await laptop.page.goto('/settings');
    await laptop.page.getByRole('button', { name: 'Ta bort Chrome, Linux' }).click();
    await expect(laptop.page.getByText('Ingen enhet tar emot larm.')).toBeVisible();

    // The phone's page is opened: it learns that it was removed, and does not come back.
    const told = phone.page.waitForResponse((answer) => answer.url().endsWith('/devices') && answer.status() === 410);
    await phone.openBoard();
    await told;
    await phone.page.goto('/settings');
    await expect(phone.page.getByText('Ingen enhet tar emot larm.')).toBeVisible();
    await phone.page.getByRole('button', { name: 'Ta emot larm här' }).click();
    await expect(phone.page.getByText('Den här enheten tar emot larm.')).toBeVisible();
    await expect(phone.page.getByText('Chrome, Linux', { exact: true })).toBeVisible();
  });
});

test('a borrowed phone stays with its owner until it is taken over', async ({ as, push }) => {
  const nb = await as('nb');
  const phone = push.subscribe();
  await nb.context.grantPermissions(['notifications'], { origin: nb.server.url });
  await standInForThePushService(nb.page, phone);
  await nb.page.goto('/settings');
  await nb.page.getByRole('button', { name: 'Ta emot larm här' }).click();
  await expect(nb.page.getByText('Den här enheten tar emot larm.')).toBeVisible();
  const devices = async (person) => {
    const { staff } = (await person.board()).people;
    const { members } = (await person.board()).board;
    const of = (initials) => Object.entries(staff).find(([, one]) => one.initials === initials)[0];
    return ['N.B.', 'M.H.'].map((initials) => members[of(initials)].devices);
  };

  // A colleague logs in there for a minute.
  await nb.post('/demo/log-in', { form: { user: 'mh', next: '/' }, maxRedirects: 0 });
  const told = nb.page.waitForResponse((answer) => answer.url().endsWith('/devices'));
  await nb.openBoard();
  expect((await told).status()).toBe(200);
  const gs = await as('gs');
  expect(await devices(gs), 'nothing has moved').toEqual([1, 0]);
  await nb.page.goto('/settings');
  await expect(nb.page.getByText('Den här enheten tar emot larm för N.B.')).toBeVisible();
  await expect(nb.page.getByText('Den här enheten tar emot larm.', { exact: true })).toBeHidden();

  // Who asks for it takes it over, and the owner is without.
  await nb.page.getByRole('button', { name: 'Ta över larmen hit' }).click();
  await expect(nb.page.getByText('Den här enheten tar emot larm.')).toBeVisible();
  expect(await devices(gs)).toEqual([0, 1]);
  const owner = await as('nb');
  await owner.page.goto('/settings');
  await expect(owner.page.getByText('Ingen enhet tar emot larm.')).toBeVisible();
});

test('the test letter at the start of a shift proves the phone, and the board says so', async ({ as, push }) => {
  const re = await as('re');
  const phone = push.subscribe();
  await re.subscribe(phone);
  const gs = await as('gs');
  await gs.openBoard();
  // R.E. has the evening; the demonstration begins in the morning.
  const staff = Object.entries((await gs.board()).people.staff).find(([, one]) => one.initials === 'R.E.')[0];
  const shifts = (await gs.board()).board.shifts.filter((one) => one.who === staff && one.kind !== 'day');
  const { now } = await gs.board();
  const next = shifts.map((one) => one.from).filter((from) => from > now).sort((a, b) => a - b)[0];
  expect(next, 'a shift on call is planned').toBeTruthy();
  for (let at = now; at < next; at = (await gs.board()).now) {
    await gs.post('/demo/clock', { form: { to: next - at > 3_600_000 ? '1h' : '5min' } });
  }
  const letter = await phone.next();
  expect(letter.payload.notification.body).toBe('Tavlan är uppdaterad.');
  const duty = gs.page.locator('.duty li').filter({ hasText: 'R.E.' });
  await expect(duty).toContainText('ingen provad telefon');
  const { letter: id, device } = letter.payload;
  await re.post(`/letters/${id}/tapped?device=${device}`, {});
  await expect(duty).toContainText(/larmtest OK \d\d:\d\d/);
  await expect(duty).toHaveAttribute('data-reachable', 'true');
});

test('a browser whose key has been replaced subscribes anew by itself', async ({ as, push, server }) => {
  const nb = await as('nb');
  const [old, fresh] = [push.subscribe(), push.subscribe()];
  await nb.context.grantPermissions(['notifications'], { origin: nb.server.url });
  await standInForThePushService(nb.page, old, fresh);
  await nb.page.goto('/settings');
  await nb.page.getByRole('button', { name: 'Ta emot larm här' }).click();
  await expect(nb.page.getByText('Den här enheten tar emot larm.')).toBeVisible();
  await nb.post('/devices/test', {});
  const before = await old.next();

  const key = await server.rotateKey();
  expect(key).not.toBe(before.key);
  await expect.poll(async () => (await nb.context.request.get('/devices/key')).json()).toEqual({ key });
  await nb.post('/devices/test', {});
  expect((await old.next()).key, 'until then the old key signs').toBe(before.key);
  await nb.openBoard();
  await expect
    .poll(async () => {
      await nb.post('/devices/test', {});
      return fresh.letters.length;
    })
    .toBeGreaterThan(0);
  expect((await fresh.next()).key).toBe(key);
  const count = old.letters.length;
  await nb.post('/devices/test', {});
  await fresh.next();
  expect(old.letters.length, 'the old subscription is gone').toBe(count);
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

/**
 * Without a network Chromium subscribes nowhere; this gives it what a push service would. A second
 * subscription gets the second phone, as a renewed one has another endpoint.
 */
async function standInForThePushService(page, ...phones) {
  await page.addInitScript((given) => {
    const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)).buffer;
    const state = () => JSON.parse(localStorage.getItem('stand-in') ?? '{"count":0}');
    const keep = (changed) => localStorage.setItem('stand-in', JSON.stringify({ ...state(), ...changed }));
    const make = ({ count, key }) =>
      Object.create(PushSubscription.prototype, {
        endpoint: { value: given[count - 1].endpoint },
        options: { value: { applicationServerKey: bytes(key) } },
        getKey: { value: (name) => bytes(given[count - 1][name]) },
        unsubscribe: {
          value: async () => {
            keep({ key: undefined });
            return true;
          },
        },
      });
    PushManager.prototype.subscribe = async ({ applicationServerKey: key }) => {
      // A browser that is subscribed under this key already keeps its subscription.
      if (state().key !== key) keep({ key, count: state().count + 1 });
      return make(state());
    };
    PushManager.prototype.getSubscription = async () => (state().key ? make(state()) : null);
  }, phones.map((phone) => phone.subscription));
}
