// Keeps the page about the load current, and says how far it can be trusted. The page is
// complete without this: the server renders every number and every chart.
//
// The live connection only says that something has changed; what it says is not kept. Then the
// page is fetched anew and its figures are put in place of the old ones. "Live" means that the
// server has spoken a short time ago and that the figures are as new as the newest event.

const UNSURE = 15_000; // A ping and a half: a ping that is late has a reason.
const DEAD = 25_000; // Two pings, and slack for a slow network.
const PATIENCE = 10_000; // How long opening a connection or fetching the page may take.
const APART = 500; // The shortest time between two fetches.
const SLOW = 3_000; // A fetch that takes longer than this leaves the page behind.
const GROWS = 60_000; // Ages and times grow by themselves.
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

// What the server closes a connection with: for good, and because the log began a new life.
const [FINAL, OTHER_VERSION, NEW_EPOCH] = [4500, 4501, 4004];
const SHAPES = { live: '●', behind: '◐', offline: '✕', ended: '✕', connecting: '○' };
const RENEWED = ['#load-figures', '.duty-line', '.demo-now'];

const main = document.getElementById('content');
const link = document.querySelector('.link');

let socket = null;
let greeted = false; // Whether the server has said where the log stands.
let heard = 0; // When it last said anything, by the device's own count.
let wait = FIRST_WAIT;
let tried = false; // Whether an attempt to connect has failed.
let ended = null; // Words for why there will be no connection.
let ahead = Number(main.dataset.now) - Date.now(); // The server's clock minus the device's.
let whole = Number(main.dataset.stale ?? main.dataset.now); // When the figures were last current.
let shown = Number(main.dataset.seq);
let newest = shown;
let changed = 0; // Since when newer events wait to be shown; 0 while none do.
let fetching = false;
let fetched = Date.now();

function connect() {
  socket = new WebSocket(new URL('/live', location.href.replace(/^http/, 'ws')));
  const mine = socket;
  const giveUp = setTimeout(() => lose(mine), PATIENCE);
  socket.addEventListener('open', () => {
    const { epoch, version } = main.dataset;
    send({ type: 'hello', version: Number(version), position: { epoch, seq: shown } });
    send({ type: 'visibility', hidden: document.hidden });
  });
  socket.addEventListener('message', ({ data }) => {
    if (mine !== socket) return;
    clearTimeout(giveUp);
    hear(JSON.parse(data));
  });
  socket.addEventListener('close', ({ code }) => {
    clearTimeout(giveUp);
    if (mine === socket) close(code);
  });
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function hear(message) {
  heard = performance.now();
  const { type } = message;
  if (type === 'ping') {
    ahead = message.now - Date.now();
    wait = FIRST_WAIT;
    send({ type: 'pong' });
  }
  const seq = message.position?.seq ?? message.seq;
  if (typeof seq === 'number') newest = Math.max(newest, seq);
  greeted = true;
  if (newest > shown) renew();
  judge();
}

// A connection that hangs is left; the browser may take minutes to notice.
function lose(old) {
  if (old !== socket) return;
  old.close();
  close(0);
}

function close(code) {
  socket = null;
  greeted = false;
  tried = true;
  // The figures may be of another life of the log; only a new page knows.
  if (code === NEW_EPOCH) return location.reload();
  if (code >= FINAL && code < 5000) {
    ended = code === OTHER_VERSION ? main.dataset.wordVersion : main.dataset.wordEnded;
  } else {
    setTimeout(connect, wait * (0.5 + Math.random() / 2));
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }
  judge();
}

// Fetches the page and shows its figures; once at a time, and again if more has come.
async function renew() {
  changed ||= Date.now();
  if (fetching) return;
  fetching = true;
  try {
    await pause(Math.max(0, fetched + APART - Date.now()));
    fetched = Date.now();
    const response = await fetch(location.pathname, {
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.redirected) return location.reload(); // Nobody is logged in any more.
    if (!response.ok) throw new Error(String(response.status));
    put(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    await pause(SLOW);
  } finally {
    fetching = false;
  }
  if (shown < newest) renew();
  judge();
}

function pause(millis) {
  return new Promise((done) => setTimeout(done, millis));
}

// What was open stays open, and what had the focus keeps it.
function put(page) {
  const fresh = page.getElementById('content');
  if (!fresh?.dataset.seq) return location.reload();
  const open = [...document.querySelectorAll('#load-figures details[open]')].map(({ id }) => id);
  const inside = document.activeElement?.closest('#load-figures details')?.id;
  for (const selector of RENEWED) {
    const [old, next] = [document.querySelector(selector), page.querySelector(selector)];
    if (!old || !next || old.isEqualNode(next)) continue;
    for (const id of open) next.querySelector(`#${id}`)?.setAttribute('open', '');
    old.replaceWith(document.adoptNode(next));
  }
  if (inside && !document.activeElement?.closest('#load-figures')) {
    document.querySelector(`#${inside} summary`)?.focus();
  }
  if (fresh.dataset.say !== main.dataset.say) {
    document.getElementById('load-said').textContent = fresh.dataset.say;
  }
  Object.assign(main.dataset, { say: fresh.dataset.say, epoch: fresh.dataset.epoch });
  shown = Number(fresh.dataset.seq);
  newest = Math.max(newest, shown);
  changed = shown < newest ? Date.now() : 0;
}

// Says how far what is shown can be trusted.
function judge() {
  const silent = performance.now() - heard;
  if (socket && greeted && silent > DEAD) return lose(socket);
  const isCurrent = shown >= newest || Date.now() - changed < SLOW;
  let state = 'connecting';
  if (ended) state = 'ended';
  else if (socket && greeted) state = silent <= UNSURE && isCurrent ? 'live' : 'behind';
  else if (tried) state = 'offline';
  if (state === 'live') whole = Date.now() + ahead;
  if (state !== 'connecting') say(state);
}

function say(state) {
  const { wordLive, wordBehind, wordOffline } = main.dataset;
  const since = () => moment(whole);
  const words = {
    live: () => wordLive,
    behind: () => wordBehind.replace('{}', since()),
    offline: () => wordOffline.replace('{}', since()),
    ended: () => ended,
  }[state]();
  if (link.dataset.link === state && link.querySelector('.link-words').textContent === words) return;
  document.documentElement.dataset.link = state;
  link.dataset.link = state;
  main.dataset.link = state;
  link.querySelector('.link-shape').textContent = SHAPES[state];
  link.querySelector('.link-words').textContent = words;
}

// As the other pages say it: the clock today, with the date before.
function moment(millis) {
  const timeZone = 'Europe/Stockholm';
  const locale = document.documentElement.lang === 'en' ? 'en-GB' : 'sv-SE';
  const clock = { hour: '2-digit', minute: '2-digit', timeZone };
  const day = { weekday: 'short', day: 'numeric', month: 'short', timeZone };
  const write = (at, how) => new Intl.DateTimeFormat(locale, how).format(at);
  const isToday = write(millis, day) === write(Date.now() + ahead, day);
  return write(millis, isToday ? clock : { ...day, ...clock });
}

document.addEventListener('visibilitychange', () => {
  send({ type: 'visibility', hidden: document.hidden });
  if (!document.hidden) renew();
  judge();
});
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
setInterval(judge, 1_000);
setInterval(() => !document.hidden && socket && renew(), GROWS);
// The page for when there is no network is kept by the service worker.
navigator.serviceWorker?.register('/sw.js').catch(() => {});
connect();
