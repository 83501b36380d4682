// A real Firefox with a real subscription: the letter is encrypted by our server, carried by a push
// service, decrypted by the browser, shown by our service worker, and clicked.
import { test as base, expect } from './support/fixtures.mjs';
import { FirefoxPush } from './support/firefox-push.mjs';
import { Firefox } from './support/firefox.mjs';

const test = base.extend({
  push: async ({}, use) => {
    const push = await FirefoxPush.start();
    await use(push);
    await push.stop();
  },
  firefox: async ({ push }, use, testInfo) => {
    const firefox = await Firefox.start(push);
    await use(firefox);
    await testInfo.attach('firefox.log', { body: firefox.log, contentType: 'text/plain' });
    await firefox.stop();
  },
});

test('Firefox subscribes, shows a test letter and an alert, and both are clicked', async ({ as, firefox, push, server }) => {
  test.setTimeout(120_000);
  await subscribe(firefox, push, server);

  // The device proves itself.
  await askForTest(firefox);
  await expect.poll(() => firefox.notifications(), { timeout: 30_000 }).toEqual([TEST_LETTER]);
  await firefox.clickNotification();
  await firefox.switchTo(/\/letters\//);
  await expect.poll(() => firefox.text()).toMatch(/Larmtest OK \d\d:\d\d/);

  // An alert arrives there, and whoever raised it sees that it was shown.
  const gs = await as('gs');
  const alert = await gs.raise('S.O.');
  await expect
    .poll(() => firefox.notifications(), { timeout: 30_000 })
    .toEqual([{ title: `Teamtavlan: larm ${alert.number}`, body: expect.stringMatching(/Kvittera i appen före/) }]);
  const shown = async () => {
    const { letters } = (await gs.board()).board.alerts[alert.number];
    return letters.some((one) => one.delivery.kind === 'shown');
  };
  await expect.poll(shown).toBe(true);
  await firefox.clickNotification();
  await firefox.switchTo(new RegExp(`/alerts/${alert.number}`));
  await firefox.click('.take');
  await expect.poll(() => firefox.text()).toContain('Du har larmet.');
  expect((await gs.board()).board.alerts[alert.number].state.kind).toBe('acknowledged');
  expect(push.refused, 'the browser could read every letter').toEqual([]);
  expect(push.answers.every((status) => status === 201)).toBe(true);
});

test('Firefox subscribes anew when our key changes, and when its push service has forgotten it', async ({ as, firefox, push, server }) => {
  test.setTimeout(120_000);
  await subscribe(firefox, push, server);
  const [old] = push.channels.keys();
  const nb = await as('nb');
  const presentKey = async () => (await (await nb.context.request.get('/devices/key')).json()).key;
  const keys = () => [...push.channels.values()].map((channel) => channel.key.replace(/=+$/, ''));

  const key = await server.rotateKey();
  await expect.poll(presentKey).toBe(key);
  expect(keys()).not.toContain(key);
  await firefox.goto(`${server.url}/settings`);
  await expect.poll(keys, { timeout: 30_000 }).toEqual([key]);
  const isKnown = async () => {
    await nb.post('/devices/test', {});
    return firefox.notifications();
  };
  await expect.poll(isKnown, { timeout: 30_000 }).toEqual([TEST_LETTER]);
  await firefox.clickNotification();
  expect(push.channels.has(old)).toBe(false);

  // The service loses its store; nobody opens a page.
  const [before] = push.channels.keys();
  push.forget();
  await expect.poll(keys, { timeout: 40_000 }).toEqual([key]);
  expect(push.channels.has(before)).toBe(false);
  await expect.poll(isKnown, { timeout: 30_000 }).toEqual([TEST_LETTER]);
  expect(push.refused, 'the browser could read every letter').toEqual([]);
});

const TEST_LETTER = { title: 'Teamtavlan', body: expect.stringContaining('Tavlan är uppdaterad.') };

/** N.B. logs in and lets this Firefox receive alerts. */
async function subscribe(firefox, push, server) {
  await firefox.goto(`${server.url}/log-in?next=/settings`);
  await firefox.click('button[name=user][value=nb]');
  await firefox.switchTo(/\/settings|\/$/);
  await firefox.goto(`${server.url}/settings`);
  await firefox.click('.this-device button.primary:not([disabled]):not([hidden])');
  await expect.poll(() => firefox.text(), { timeout: 30_000 }).toContain('Den här enheten tar emot larm.');
  expect(push.channels.size).toBe(1);
}

/** Presses the button that sends a test letter. */
async function askForTest(firefox) {
  await firefox.click('.this-device button:not(.primary):not([disabled]):not([hidden])');
}
