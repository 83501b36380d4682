// What leaves the server for a lock screen: encrypted, signed, and nothing else than the
// fixed texts.
import { expect, test } from './support/fixtures.mjs';

test('raising to red tells the two who answer, each in a letter of their own', async ({ as, push, server }) => {
  const [gs, nb, ps] = [await as('gs'), await as('nb'), await as('ps')];
  const [first, reserve] = [push.subscribe('N.B.s telefon'), push.subscribe('P.S.s telefon')];
  await nb.subscribe(first);
  await ps.subscribe(reserve);

  const alert = await gs.raise('S.O.');
  const [toFirst, toReserve] = [await first.next(), await reserve.next()];

  expect(toFirst.payload.notification).toMatchObject({
    title: `Teamtavlan: larm ${alert.number}`,
    navigate: `/alerts/${alert.number}`,
    silent: false,
  });
  expect(toFirst.payload.notification.body).toMatch(/^Brådskande\. Kvittera i appen före \d\d:\d\d\.$/);
  expect(toReserve.payload.notification.body).toBe('Du är reserv. Läs i appen.');
  for (const letter of [toFirst, toReserve]) {
    expect(letter.payload.web_push).toBe(8030);
    expect(letter.payload.letter).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(letter.encoding).toBe('aes128gcm');
    expect(letter.urgency).toBe('high');
    expect(letter.topic).toMatch(/^[A-Za-z0-9]{1,32}$/);
    expect(letter.payload.notification.tag).toBe(letter.topic);
    expect(letter.ttl).toBeGreaterThan(0);
    expect(letter.bytes).toBeLessThan(2_000);
    const text = JSON.stringify(letter.payload);
    for (const secret of ['S.O.', 'Sover', 'kris', 'röd', 'red', alert.client]) expect(text).not.toContain(secret);
  }

  // The token was verified when the letter was taken in; what remains is what it promises.
  const { claims } = toFirst;
  expect(claims.aud).toBe(push.origin);
  expect(claims.sub).toMatch(/^(mailto:|https:)/);
  const hours = (claims.exp - Date.now() / 1000) / 3600;
  expect(hours).toBeGreaterThan(0);
  expect(hours).toBeLessThanOrEqual(24);

  // The key of the token is the one with which browsers subscribe.
  const settings = await nb.context.request.get('/settings');
  expect(await settings.text()).toContain(toFirst.key);
});

test('whoever raised the alarm sees how far each letter has come', async ({ as, push }) => {
  const [gs, nb] = [await as('gs'), await as('nb')];
  const phone = push.subscribe();
  await nb.subscribe(phone);
  const alert = await gs.raise('S.O.');
  const letter = await phone.next();

  const delivery = async () => {
    const { board } = await gs.board();
    const { letters } = board.alerts[alert.number];
    return letters.find(({ written }) => written.id === letter.payload.letter).delivery.kind;
  };
  await expect.poll(delivery).toBe('accepted');
  const shown = await nb.post(`/letters/${letter.payload.letter}/shown`, {});
  expect(shown.ok()).toBe(true);
  await expect.poll(delivery).toBe('shown');
});

test('when somebody takes the alert, the others are told without a sound', async ({ as, push }) => {
  const [gs, nb, ps] = [await as('gs'), await as('nb'), await as('ps')];
  const [first, reserve] = [push.subscribe(), push.subscribe()];
  await nb.subscribe(first);
  await ps.subscribe(reserve);
  const alert = await gs.raise('S.O.');
  const before = await reserve.next();

  await nb.post(`/alerts/${alert.number}`, { form: {} });
  const after = await reserve.next();
  expect(after.payload.notification.body).toBe('Mottaget av en kollega.');
  expect(after.payload.notification.silent).toBe(true);
  expect(after.urgency).toBe('low');
  expect([after.topic, after.payload.notification.tag]).toEqual([before.topic, before.payload.notification.tag]);
});

test('after five minutes without an answer the reserve becomes responsible', async ({ as, push }) => {
  const [gs, nb, ps] = [await as('gs'), await as('nb'), await as('ps')];
  const [first, reserve] = [push.subscribe(), push.subscribe()];
  await nb.subscribe(first);
  await ps.subscribe(reserve);
  await gs.raise('S.O.');
  await first.next();
  await reserve.next();

  await gs.post('/demo/clock', { form: { to: '5min', next: '/' } });
  const bodies = (device) => device.letters.map(({ payload }) => payload.notification.body);
  await expect.poll(() => bodies(reserve)).toContainEqual(expect.stringMatching(/^Du är nu ansvarig\. Kvittera före/));
  await expect.poll(() => bodies(first)).toContain('Larmet är överlämnat. Läs i appen.');
});

test('a device whose push service says that it is gone is forgotten, and no other', async ({ as, push }) => {
  const [gs, nb] = [await as('gs'), await as('nb')];
  const [old, phone] = [push.subscribe('Gamla telefonen'), push.subscribe('Nya telefonen')];
  await nb.subscribe(old);
  await nb.subscribe(phone);
  old.answer = 410;
  await gs.raise('S.O.');
  await phone.next();
  const settings = async () => (await nb.context.request.get('/settings')).text();
  await expect.poll(settings).not.toContain('Gamla telefonen');
  expect(await settings()).toContain('Nya telefonen');
});

test('a server that is killed before a letter is sent sends it after the restart', async ({ as, push, server }) => {
  const [gs, nb] = [await as('gs'), await as('nb')];
  const phone = push.subscribe();
  await nb.subscribe(phone);
  phone.answer = 503;
  await gs.raise('S.O.');
  await server.killAndRestart();
  phone.answer = 201;
  const letter = await phone.next();
  expect(letter.payload.notification.body).toMatch(/^Brådskande/);
});
