// What the phone keeps for when it has no network: the pages of the day and the board as it was,
// encrypted, for as long as the shift lasts; and what was written without a line, until it is sent.
// The service worker loads this file.
//
// Each of the two has a key of its own that cannot leave the browser (Web Crypto, AES-GCM). Deleting
// the key deletes what it locks. Log-out deletes everything. The server is told that this phone
// carries the day, and since when something waits: its silence closes a gate of the rules (D12).

const STORES = ['keys', 'facts', 'kept', 'waiting'];
const DAY = '/my-day';
const BOARD = '/';
const HOUR = 3_600_000;

let opened;
function database() {
  opened ??= new Promise((found, failed) => {
    const asked = indexedDB.open('tavla', 1);
    asked.onupgradeneeded = () => {
      for (const name of STORES) asked.result.createObjectStore(name, { autoIncrement: name === 'waiting' });
    };
    asked.onsuccess = () => found(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function ask(name, mode, what) {
  const store = (await database()).transaction(name, mode).objectStore(name);
  return new Promise((found, failed) => {
    const asked = what(store);
    asked.onsuccess = () => found(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}
const get = (name, key) => ask(name, 'readonly', (store) => store.get(key));
const put = (name, value, key) => ask(name, 'readwrite', (store) => store.put(value, key));
const remove = (name, key) => ask(name, 'readwrite', (store) => store.delete(key));
const empty = (name) => ask(name, 'readwrite', (store) => store.clear());
const keysOf = (name) => ask(name, 'readonly', (store) => store.getAllKeys());

async function key(name) {
  const kept = await get('keys', name);
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await put('keys', made, name);
  return made;
}

async function lock(name, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(name), new TextEncoder().encode(text));
  return { iv, bytes };
}

async function unlock(name, { iv, bytes }) {
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await key(name), bytes));
}

// Counts what was begun: a keeping that was overtaken by the next one, or by log-out, writes nothing
// any more.
let keeping = 0;

// The day as it was shown, and a page of each client on the board. What is not named any more, as
// after a client's consent was withdrawn, is deleted.
async function keepDay(response) {
  const header = response.headers.get('tavla-keep');
  if (!header) return forgetDay();
  const mine = ++keeping;
  const [until, staff, now] = header.split(' ');
  const html = await response.text();
  await put('facts', { until: Number(until), staff, ahead: Number(now) - Date.now() }, 'day');
  await keepText(mine, DAY, html, Number(now));
  // From now on something can be written here without a line; the server must know.
  await speak().catch(() => {});
  const clients = html.match(/data-keep="([^"]*)"/)?.[1].split(' ').filter(Boolean) ?? [];
  const pages = clients.flatMap((id) => ['plan', 'contact', 'visit'].map((page) => `/clients/${id}/${page}`));
  const wanted = [BOARD, ...pages];
  const gone = (await keysOf('kept')).filter((path) => path !== DAY && !wanted.includes(path));
  await Promise.all(gone.map((path) => remove('kept', path)));
  for (const path of wanted) {
    if (mine !== keeping) return;
    const answer = await fetch(path, { headers: { accept: 'text/html' } });
    if (answer.ok && !answer.redirected) await keepPage(mine, path, answer);
    else await remove('kept', path);
  }
  // Where the browser allows it, it wakes the worker now and then, so that the end of the shift is
  // noticed without a tap.
  await self.registration.periodicSync?.register('wake', { minInterval: HOUR }).catch(() => {});
}

async function keepText(mine, path, text, at) {
  if (mine !== keeping) return;
  const locked = { ...(await lock('day', text)), at };
  if (mine === keeping) await put('kept', locked, path);
}

// A page that the server lets the phone keep. A masked board is a wall, and a wall keeps nothing.
async function keepPage(mine, path, answer) {
  const header = answer.headers.get('tavla-keep');
  if (!header) return remove('kept', path);
  const html = await answer.text();
  await keepText(mine, path, path === BOARD ? readOnly(html) : html, Number(header.split(' ')[2]));
}

// The board as it was last shown. Only a phone that keeps the day keeps it, for the same person.
async function keepBoard(answer) {
  const day = await get('facts', 'day');
  if (!day) return;
  const isTheirs = answer.headers.get('tavla-keep')?.split(' ')[1] === day.staff;
  await (isTheirs ? keepPage(keeping, BOARD, answer) : remove('kept', BOARD));
}

// Of the board what can be read. Without script a button would do nothing and the state of the line
// would be a lie, so they are left out; a client's name leads to what the phone keeps of them.
function readOnly(html) {
  return html
    .replace(/<(script|form|button|nav|details|dialog|noscript|select|textarea)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<link rel="(modulepreload|preload)"[^>]*>/g, '')
    .replace(/<input\b[^>]*>/g, '')
    .replace(/<a\b[^>]* class="button[\s\S]*?<\/a>/g, '')
    .replace(/<span\b[^>]* class="link"[\s\S]*? class="link-words"[\s\S]*?<\/span>[\s\S]*?<\/span>/, '')
    .replace(/href="\/\?client=([0-9A-Z]{26})"/g, 'href="/clients/$1/plan"')
    .replace('<html ', '<html data-link="offline" ');
}

async function forgetDay() {
  keeping++;
  await Promise.all([empty('kept'), remove('facts', 'day'), remove('keys', 'day')]);
}

// Browsers give a service worker no clock, so whatever wakes it looks whether the shift is over.
async function forgetOld() {
  const day = await get('facts', 'day');
  if (day && Date.now() + day.ahead > day.until) await forgetDay();
}

// What is done whenever the worker wakes. Gives whether nothing waits any more.
async function wake() {
  await forgetOld();
  const isDone = await flush();
  await speak().catch(() => {});
  return isDone;
}

async function forgetAll() {
  keeping++;
  await Promise.all(STORES.map(empty));
}

// A page as it was, with its time. A form in it gets new names for its commands: what was written
// in it before must not hide what is written now.
async function keptPage(path) {
  await forgetOld();
  const [facts, kept] = await Promise.all([get('facts', 'day'), get('kept', path)]);
  if (!facts || !kept) return undefined;
  const html = (await unlock('day', kept)).replace(
    /name="(id|sign_id)" value="[^"]*"/g,
    (_, name) => `name="${name}" value="${newId(Date.now() + facts.ahead)}"`,
  );
  const page = await withNotice(html, kept.at);
  // A page that is left open goes with the shift. A form is not taken from under anybody's fingers.
  const left = Math.ceil((facts.until - facts.ahead - Date.now()) / 1000);
  if (!MAY_WAIT.test(path)) page.headers.set('refresh', String(left + 1));
  return page;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
function newId(now) {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time;
  const random = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => ALPHABET[byte % 32]);
  return time + random.join('');
}

// What was written without a line waits here with the time at which it was written.
async function wait(request, fields) {
  const facts = await get('facts', 'day');
  const happened = Date.now() + (facts?.ahead ?? 0);
  const entry = { path: new URL(request.url).pathname, fields, happened, by: facts?.staff };
  await put('waiting', await lock('waiting', JSON.stringify(entry)));
  // Where the browser can, it wakes this up when there is a network, also without a page.
  await self.registration.sync?.register('outbox').catch(() => {});
}

// Sends what waits, in order, each with the name that it had: what has arrived before is not done
// twice. Gives whether nothing waits any more.
function flush() {
  return navigator.locks.request('outbox', async () => {
    for (const number of await keysOf('waiting')) {
      const locked = await get('waiting', number);
      if (locked.refused) continue;
      const entry = JSON.parse(await unlock('waiting', locked));
      const body = new URLSearchParams([...entry.fields, ['happened', entry.happened], ['by', entry.by ?? '']]);
      const headers = { accept: 'application/json' };
      const answer = await fetch(entry.path, { method: 'POST', body, headers }).catch(() => undefined);
      if (answer?.ok) await remove('waiting', number);
      else if ([400, 404, 409].includes(answer?.status)) {
        const why = answer.status === 409 ? await answer.json() : undefined;
        const told = JSON.stringify({ ...entry, why });
        await put('waiting', { ...(await lock('waiting', told)), refused: true }, number);
      } else return false;
    }
    return true;
  });
}

// How often the server is told of a phone about which there is nothing new.
const SPEAK_EVERY = HOUR / 6;

// Tells the server what it must know of this phone: whether it carries the day, and since when
// something waits. A phone that carries nothing and was never told of has nothing to say.
function speak(isEmptied = false) {
  return navigator.locks.request('speak', async () => {
    const [told, day, phone] = await Promise.all(['told', 'day', 'phone'].map((name) => get('facts', name)));
    const waits = isEmptied ? undefined : await oldest();
    const carries = !isEmptied && day !== undefined;
    if (!carries && waits === undefined && !told) return;
    const isKnown = told && told.carries === carries && told.waits === waits;
    const now = Date.now() + (day?.ahead ?? 0);
    if (isKnown && Math.abs(now - told.at) < SPEAK_EVERY) return;
    const name = phone ?? newId(now);
    await put('facts', name, 'phone');
    const body = JSON.stringify({ phone: name, carries, waits });
    const answer = await fetch('/phone', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    if (!answer.ok) return;
    if (carries || waits !== undefined) await put('facts', { carries, waits, at: now }, 'told');
    else await remove('facts', 'told');
  });
}

// When the oldest entry was written that the server has not answered.
async function oldest() {
  for (const number of await keysOf('waiting')) {
    const locked = await get('waiting', number);
    if (!locked.refused) return JSON.parse(await unlock('waiting', locked)).happened;
  }
  return undefined;
}

async function dropRefused() {
  for (const number of await keysOf('waiting')) {
    if ((await get('waiting', number)).refused) await remove('waiting', number);
  }
}

const WORDS = {
  sv: {
    since: (at) => `Offline sedan ${at}. Sidan visar hur det var då.`,
    waits: (count) => `Väntar på att skickas (${count}). Det går av sig självt när telefonen har kontakt, med tiden då du skrev det.`,
    refused: 'Sparades inte:',
    unknown: 'Servern tog inte emot det. Öppna klienten och skriv det igen.',
    close: 'Stäng',
  },
  en: {
    since: (at) => `Offline since ${at}. The page shows how it was then.`,
    waits: (count) => `Waits to be sent (${count}). It goes by itself when the phone is connected, with the time at which you wrote it.`,
    refused: 'Not saved:',
    unknown: 'The server did not take it. Open the client and write it again.',
    close: 'Close',
  },
};
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// What a page says of the line and of what waits.
async function notice(language, since) {
  const words = WORDS[language] ?? WORDS.sv;
  const lines = [];
  if (since !== undefined) {
    const zone = { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' };
    lines.push(`<p class="outbox-since"><b>${words.since(new Date(since).toLocaleTimeString('sv-SE', zone))}</b></p>`);
  }
  const refused = [];
  let count = 0;
  for (const number of await keysOf('waiting')) {
    const locked = await get('waiting', number);
    if (locked.refused) refused.push(JSON.parse(await unlock('waiting', locked)).why);
    else count++;
  }
  if (count) lines.push(`<p class="outbox-waits">${words.waits(count)}</p>`);
  for (const why of refused) {
    const told = why ? `${why.happened} ${why.next}` : words.unknown;
    lines.push(`<p class="outbox-refused">${words.refused} ${escaped(told)}</p>`);
  }
  if (refused.length) lines.push(`<form action="${DAY}"><button name="close" value="1">${words.close}</button></form>`);
  return lines.length ? `<div class="outbox" role="status">${lines.join('')}</div>` : '';
}

async function withNotice(html, since, from) {
  const language = html.match(/<html[^>]* lang="(\w+)"/)?.[1];
  const told = await notice(language, since);
  const headers = new Headers(from ?? { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  headers.delete('content-encoding');
  headers.delete('content-length');
  headers.delete('refresh');
  const policy = "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'";
  if (!from) headers.set('content-security-policy', policy);
  return new Response(html.replace(/<(main|body)([^>]*)>/, (tag) => tag + told), { headers });
}
