// Measures in the browser what docs/measurements.md records, and writes it there. It runs on request
// only: `make measure`. Whatever measures is put into the page from here; the product knows nothing
// of it.
import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures.mjs';

const DOCUMENT = new URL('../../docs/measurements.md', import.meta.url);
const BEGIN = '<!-- measurements in the browser -->';
const END = '<!-- /measurements in the browser -->';

/** How much slower the computer is than this one. */
const CPU = 4;
/** A line as at the edge of a forest: 400 ms there and back, 400 kbit/s. */
const LINE = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
/** How often the board is opened with nothing in the browser's cache. */
const OPENED = 5;
/** How many clients are on the board, and how many events are painted there. */
const CLIENTS = 60;
const EVENTS = 120;

// A trace copies the page at every step, which would be measured too.
test.use({ trace: 'off' });

test('figures of the browser @measure', async ({ as, browser }) => {
  test.setTimeout(15 * 60_000);
  const rows = [
    ['Browser', `Chromium ${browser.version().split('.')[0]}, without a graphics card`],
    ['Build of the server', process.env.SERVER_BUILD === 'release' ? 'optimised' : 'unoptimised'],
    ...(await opening(as)),
    ...(await painting(as)),
  ];
  const table = rows.map(([what, figure]) => `| ${what} | ${figure} |\n`).join('');
  const text = await readFile(DOCUMENT, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const [, after] = rest.split(END);
  await writeFile(DOCUMENT, `${before}${BEGIN}\n| What | Figure |\n|---|---|\n${table}${END}${after}`);
});

/** From going to the address until the board can be read, and until it is live. */
async function opening(as) {
  const times = { first: [], read: [], live: [], whole: [] };
  for (let i = 0; i < OPENED; i++) {
    const { context, page } = await as('gs');
    await page.addInitScript(afterPaint);
    await page.addInitScript(() => {
      const marks = (window.marks = {});
      const look = () => {
        // It stands behind the table, so the whole table is there.
        if (!marks.seen && document.querySelector('table.board') && document.querySelector('.board-printed')) {
          marks.seen = true;
          afterPaint(() => (marks.read = performance.now()));
        }
        if (!marks.live && document.querySelector('.link[data-link=live]')) marks.live = performance.now();
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
    });
    const devtools = await slowed(context, page);
    await devtools.send('Network.emulateNetworkConditions', LINE);
    await page.goto('/', { waitUntil: 'commit', timeout: 60_000 });
    await expect(page.locator('.link')).toHaveAttribute('data-link', 'live', { timeout: 120_000 });
    const whole = await page.waitForFunction(
      () => performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/split_later.wasm'))?.responseEnd,
      null,
      { timeout: 120_000 },
    );
    const marks = await page.evaluate(() => ({
      ...window.marks,
      first: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    }));
    marks.whole = await whole.jsonValue();
    for (const name of Object.keys(times)) times[name].push(marks[name]);
    await context.close();
  }
  const seconds = (list) => `${(percentile(list, 50) / 1_000).toFixed(1)} s`;
  const what = `slow computer and line, nothing in the cache: from the address until`;
  return [
    [`${what} something is painted, median of ${OPENED}`, seconds(times.first)],
    [`${what} the board can be read, median of ${OPENED}`, seconds(times.read)],
    [`${what} the board is live, median of ${OPENED}`, seconds(times.live)],
    [`${what} the whole program is there, median of ${OPENED}`, seconds(times.whole)],
  ];
}

/** From a frame of the live connection until what it says is painted, on a large board. */
async function painting(as) {
  const [gs, mh] = [await as('gs'), await as('mh')];
  await fill(mh);
  await gs.page.addInitScript(afterPaint);
  await gs.page.addInitScript(() => {
    const measure = (window.measure = { wanted: null, from: null, samples: [] });
    const Own = window.WebSocket;
    window.WebSocket = class extends Own {
      constructor(...given) {
        super(...given);
        // The first of the listeners, so nothing has been done with the frame yet.
        this.addEventListener('message', ({ data }) => {
          const { wanted } = measure;
          if (wanted && measure.from === null && data.includes(wanted.sent)) measure.from = performance.now();
        });
      }
    };
    const look = () => {
      const { wanted, from } = measure;
      if (!wanted || from === null) return;
      const row = document.getElementById(`client-${wanted.client}`)?.closest('tr');
      if (!row?.textContent.includes(wanted.shown)) return;
      const changed = performance.now() - from;
      measure.wanted = measure.from = null;
      afterPaint(() => measure.samples.push({ changed, painted: performance.now() - from }));
    };
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(look).observe(document, all);
  });
  await slowed(gs.context, gs.page);
  await gs.openBoard();
  await expect(gs.page.locator('tr.row')).toHaveCount(CLIENTS);
  for (let i = 0; i < EVENTS; i++) {
    const { board } = await mh.board();
    const cards = onBoard(board);
    const card = cards[(i * 7) % cards.length];
    const { command, sent, shown } = i % 3 === 2 ? moved(card, i) : named(card, i, board);
    const wanted = { client: card.client, sent, shown };
    await gs.page.evaluate((one) => (window.measure.wanted = one), wanted);
    expect((await mh.command(command)).kind).toBe('done');
    const count = () => gs.page.evaluate(() => window.measure.samples.length);
    await expect.poll(count, { intervals: [50] }).toBe(i + 1);
  }
  const samples = await gs.page.evaluate(() => window.measure.samples);
  const of = (name, share) => `${percentile(samples.map((one) => one[name]), share).toFixed(1)} ms`;
  const what = `slow computer, board of ${CLIENTS} clients: from the frame of an event until`;
  return [
    [`${what} it is painted, p50 of ${EVENTS}`, of('painted', 50)],
    [`${what} it is painted, p95 of ${EVENTS}`, of('painted', 95)],
    [`${what} the document has changed, p95 of ${EVENTS}`, of('changed', 95)],
  ];
}

/** Puts clients on the board, without an alert, until it is as large as it may get. */
async function fill(mh) {
  const { board } = await mh.board();
  const off = Object.values(board.cards).filter((card) => card.level === 'plan' && !card.is_exercise);
  const missing = CLIENTS - onBoard(board).length;
  for (const [index, { client, placed }] of off.slice(0, missing).entries()) {
    const based_on = placed?.seq ?? null;
    const place = { kind: 'place', client, level: 'inpatient', reason: 'inlagd', text: 'Inlagd i natt, avdelning 2', based_on };
    expect((await mh.command(place)).kind).toBe('done');
    expect((await mh.command({ kind: 'assess', client, sign: ['gron', 'gul'][index % 2] })).kind).toBe('done');
  }
}

/** A contact for today is named, so that a cell changes. */
function named(card, index, board) {
  const at = Date.parse('2026-03-16T09:00:00Z') + index * 60_000;
  const time = new Date(at).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });
  const who = [Object.keys(board.members).find((staff) => board.members[staff].function === 'team_leader')];
  const based_on = card.contact_today?.seq ?? null;
  return { command: { kind: 'name_contact', client: card.client, who, at, how: 'tel', based_on }, sent: String(at), shown: `G.S. ${time}` };
}

/** The client comes to another level, so that the row moves; not to one that raises an alert. */
function moved(card, index) {
  const level = card.level === 'inpatient' ? 'stepdown' : 'inpatient';
  const text = `Händelse ${index} av mätningen`;
  const based_on = card.placed?.seq ?? null;
  return { command: { kind: 'place', client: card.client, level, reason: 'inlagd', text, based_on }, sent: text, shown: text };
}

const onBoard = (board) => Object.values(board.cards).filter((card) => card.level !== 'plan');

/** Makes the page's computer slower. */
async function slowed(context, page) {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  return devtools;
}

/** Put into the page: calls back when the next picture has been painted. */
function afterPaint() {
  window.afterPaint = (done) =>
    requestAnimationFrame(() => {
      // A message comes after the picture for which the callback above was the last chance.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
}

/** The value which so many of a hundred do not exceed. */
function percentile(list, share) {
  const sorted = [...list].sort((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))];
}
