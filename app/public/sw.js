// The service worker: shows letters, says that it did, and keeps a page for when there is
// no network. Written by hand and without a build step, so that what runs on a phone can
// be read here.
//
// It never stores documents or answers with data of clients. An old board that looks like
// a present one would be worse than none.

const PAGES = 'pages-1'; // Raise the number whenever a file in KEPT changes.
const FILES = 'files-1';
const OFFLINE = '/offline.html';
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
  const { title, body, navigate, tag, silent, app_badge: badge } = letter.notification;
  await self.registration.showNotification(title, {
    body,
    tag, // Replaces the earlier letter about the same alert instead of lying beside it.
    silent,
    renotify: !silent,
    requireInteraction: !silent,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    lang: 'sv',
    data: { navigate, letter: letter.letter },
  });
  if (typeof badge === 'number') await self.navigator.setAppBadge?.(badge).catch(() => {});
  if (letter.letter) await report(letter.letter);
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
  return { notification, letter: letter?.letter };
}

// Whoever raised the alarm sees that the letter was shown. That nobody can be told changes
// nothing for the one who got it, so this gives up after a second attempt.
async function report(letter) {
  const send = () => fetch(`/letters/${encodeURIComponent(letter)}/shown`, { method: 'POST', keepalive: true });
  await send().catch(send).catch(() => {});
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.navigate));
});

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

async function renew(fresh, old) {
  if (!fresh && !old) return;
  const subscription = fresh ?? (await self.registration.pushManager.subscribe(old.options));
  const { endpoint, keys } = subscription.toJSON();
  const browser = /Firefox/.test(self.navigator.userAgent) ? 'Firefox' : 'Chrome';
  const system = self.navigator.userAgent.match(/Android|Windows|Macintosh|Linux/)?.[0] ?? '';
  await fetch('/devices', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, ...keys, label: [browser, system].filter(Boolean).join(', ') }),
  });
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (url.origin === self.location.origin && url.pathname.startsWith('/pkg/')) {
    event.respondWith(hashedFile(request, url));
  } else if (KEPT.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(url.pathname)));
  }
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
