// The service worker: shows letters, says that it did, and keeps a page for when there is
// no network. Written by hand and without a build step, so that what runs on a phone can
// be read here.
//
// What it keeps of clients, encrypted and for the time on duty, and what waits to be sent, is in
// outbox.js.

importScripts('/outbox.js');

const PAGES = 'pages-2'; // Raise the number whenever a file in KEPT changes.
const FILES = 'files-1';
const OFFLINE = '/offline.html';
const TAKE = 'take'; // The name of the button that takes an alert.
const PATIENCE = 4_000; // Milliseconds for which the day waits for what is being sent.
const KEPT = [OFFLINE, '/offline.css', '/icons/icon.svg'];

self.addEventListener('install', (event) => {
  // Pages do not depend on the version of this file, so a new one can take over at once.
  self.skipWaiting();
  event.waitUntil(keep());
});

// A file that cannot be had now must not keep letters from being shown.
async function keep() {
  const cache = await caches.open(PAGES);
  await Promise.allSettled(KEPT.map((path) => cache.add(path)));
}

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name !== PAGES && name !== FILES);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// Every push must show something: browsers revoke subscriptions that stay silent.
self.addEventListener('push', (event) => {
  event.waitUntil(receive(event.data));
});

async function receive(data) {
  const letter = read(data);
  const { title, body, navigate, tag, silent } = letter.notification;
  await self.registration.showNotification(title, {
    body,
    tag, // Replaces the earlier letter about the same alert instead of lying beside it.
    silent,
    renotify: !silent,
    requireInteraction: !silent,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    lang: 'sv',
    // Phones that know no buttons ignore them; there the page has the button.
    actions: letter.take ? [{ action: TAKE, title: 'Ta larmet' }] : [],
    data: { navigate, letter: letter.letter, device: letter.device, take: letter.take },
  });
  await Promise.all([countOnBadge(), letter.letter && report(letter, 'shown')]);
  // A letter wakes a phone that nobody has opened since the shift ended.
  await wake().catch(() => {});
}

// The number on the app's icon: alerts that lie here and ask to be taken.
async function countOnBadge() {
  if (!self.navigator.setAppBadge) return;
  const waiting = (await self.registration.getNotifications()).filter((one) => one.data?.take);
  await self.navigator.setAppBadge(waiting.length).catch(() => {});
}

// A letter that cannot be read still tells that there is something to look at.
function read(data) {
  const unread = { title: 'Teamtavlan', body: 'Tavlan är uppdaterad.', navigate: '/', tag: 'tavla' };
  let letter;
  try {
    letter = data.json();
  } catch {
    letter = undefined;
  }
  const notification = { ...unread, ...letter?.notification };
  // Without a tag, `renotify` is refused and nothing would be shown at all.
  notification.tag ||= unread.tag;
  notification.silent = notification.silent === true;
  return { notification, letter: letter?.letter, device: letter?.device, take: letter?.take === true };
}

// Whoever raised the alarm sees that the letter was shown, and a test letter that was tapped
// proves the device. That nobody can be told changes nothing for the one who got the letter, so
// this gives up after a second attempt.
async function report({ letter, device }, what) {
  const send = () => post(address(letter, what) + (device ? `?device=${encodeURIComponent(device)}` : ''));
  await send().catch(send).catch(() => {});
}

const address = (letter, what) => `/letters/${encodeURIComponent(letter)}/${what}`;
const post = (path) => fetch(path, { method: 'POST', keepalive: true, headers: { accept: 'application/json' } });

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(act(event.action, event.notification.data ?? {}));
});

self.addEventListener('notificationclose', (event) => {
  event.waitUntil(countOnBadge());
});

// The page opens after the button, too: it says who has the alert now, whether this worked or not,
// and what is to be done next.
async function act(action, data) {
  const tapped = data.letter ? report(data, 'tapped') : undefined;
  if (action === TAKE && data.letter) await post(address(data.letter, 'take')).catch(() => {});
  await Promise.all([open(data.navigate), tapped, countOnBadge()]);
  await wake().catch(() => {});
}

async function open(navigate) {
  const wanted = new URL(navigate ?? '/', self.location.origin);
  const url = wanted.origin === self.location.origin ? wanted.href : self.location.origin;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const best = windows.find((one) => one.url === url) ?? windows.find((one) => one.visibilityState === 'visible') ?? windows[0];
  try {
    const focused = await best.focus();
    if (focused.url !== url) await focused.navigate(url);
  } catch {
    // There is no window, or it may not be moved.
    await self.clients.openWindow(url);
  }
}

// The push service has changed the subscription, or has ended it. The person was not asked
// and does not know, so the new one is told to the server from here.
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renew(event.newSubscription, event.oldSubscription));
});

// Not every browser says which subscription has ended; the event itself says that there was one.
async function renew(fresh, old) {
  const { key } = await (await fetch('/devices/key')).json();
  const asked = { userVisibleOnly: true, applicationServerKey: key };
  const subscription = fresh ?? (await self.registration.pushManager.subscribe(asked));
  const { endpoint, keys } = subscription.toJSON();
  const browser = /Firefox/.test(self.navigator.userAgent) ? 'Firefox' : 'Chrome';
  const system = self.navigator.userAgent.match(/Android|Windows|Macintosh|Linux/)?.[0] ?? '';
  const answer = await fetch('/devices', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      endpoint,
      ...keys,
      label: [browser, system].filter(Boolean).join(', '),
      key: base64url(subscription.options.applicationServerKey) ?? key,
      replaces: old?.endpoint,
    }),
  });
  // Its owner has removed it, or has too many: it must not look as if it received letters.
  if (answer.status === 410 || answer.status === 409) await subscription.unsubscribe();
}

function base64url(bytes) {
  if (!bytes) return undefined;
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode === 'navigate') {
    const answer = request.method === 'POST' ? submitted(event, url) : shown(event, url);
    if (answer) event.respondWith(answer);
  } else if (url.origin === self.location.origin && url.pathname.startsWith('/pkg/')) {
    event.respondWith(hashedFile(request, url));
  } else if (KEPT.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(url.pathname)));
  } else if (url.origin === self.location.origin) {
    event.waitUntil(wakeNowAndThen());
  }
});

// A board that stays open asks for this and that; there the worker wakes once a minute.
let woken = 0;
async function wakeNowAndThen() {
  if (Math.abs(Date.now() - woken) < 60_000) return;
  woken = Date.now();
  await wake().catch(() => {});
}

// The forms that may wait for a line. A raise may not: whoever makes one must know that nobody was
// alerted, and call.
const MAY_WAIT = /^\/clients\/[^/]+\/(contact|visit)$/;

function submitted(event, url) {
  if (url.pathname === '/log-out') return logOut(event.request);
  if (!MAY_WAIT.test(url.pathname)) return fetch(event.request).catch(() => offline());
  return send(event.request);
}

// What waits belongs to the person who wrote it, so it is sent before they are gone.
async function logOut(request) {
  await flush().catch(() => {});
  // What the server forgets too early because log-out fails, it hears again with the next page.
  await speak(true).catch(() => {});
  const answer = await fetch(request).catch(() => undefined);
  if (!answer) return offline();
  await forgetAll();
  return answer;
}

async function send(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    await wait(request, [...(await copy.formData())].map(([name, value]) => [name, String(value)]));
    return Response.redirect(DAY, 303);
  }
}

async function shown(event, url) {
  const isDay = url.pathname === DAY;
  if (isDay && url.searchParams.has('close')) await dropRefused();
  const sent = wake().catch(() => false);
  event.waitUntil(sent);
  // The day shows what has just been sent; on a bad line it does not wait for that.
  if (isDay) await Promise.race([sent, new Promise((late) => setTimeout(late, PATIENCE))]);
  const answer = await fetch(event.request).catch(() => undefined);
  if (!answer) return offline(url.pathname);
  // `navigate` leaves redirects to the browser; a log-in page means that the session is over.
  if (url.pathname === '/log-in' && answer.ok) event.waitUntil(forgetDay());
  if (!answer.ok || answer.type !== 'basic') return answer;
  if (url.pathname === BOARD && !url.search) event.waitUntil(keepBoard(answer.clone()).catch(() => {}));
  if (!isDay) return answer;
  event.waitUntil(keepDay(answer.clone()).catch(() => {}));
  if ((await keysOf('waiting')).length === 0) return answer;
  return withNotice(await answer.text(), undefined, answer.headers);
}

// Without a network: the page as it was while the shift lasts, else the page that says so. Where the
// board is not kept, the day stands in for it.
async function offline(path) {
  const kept = await keptPage(path).catch(() => undefined);
  if (kept) return kept;
  const day = path === BOARD ? await keptPage(DAY).catch(() => undefined) : undefined;
  if (day) return day;
  const page = await caches.match(OFFLINE);
  return page ? withNotice(await page.text()) : Response.error();
}

self.addEventListener('sync', (event) => {
  if (event.tag !== 'outbox') return;
  event.waitUntil(
    wake().then((isDone) => {
      // The browser tries again later.
      if (!isDone) throw new Error('not sent yet');
    }),
  );
});

// The browser wakes the worker by itself, where it does that at all.
self.addEventListener('periodicsync', (event) => {
  event.waitUntil(wake().catch(() => {}));
});

// The name of a file under /pkg/ carries a hash of its content: a file that was kept is
// right for ever, and one with the same name but another hash has had its day.
async function hashedFile(request, url) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status !== 200) return answer;
  await cache.put(request, answer.clone());
  const name = (path) => path.replace(/-[^-]*(?=\.\w+$)/, '');
  const others = (await cache.keys()).filter((other) => {
    const { pathname } = new URL(other.url);
    return pathname !== url.pathname && name(pathname) === name(url.pathname);
  });
  await Promise.all(others.map((other) => cache.delete(other)));
  return answer;
}
