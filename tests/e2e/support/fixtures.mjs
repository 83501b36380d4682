// What every test can ask for: a server with a fresh demonstration, a push service, and
// people in front of browsers of their own.
import { test as base, expect } from '@playwright/test';
import { PushService } from './push-service.mjs';
import { Server } from './server.mjs';

export { expect };

export const test = base.extend({
  /** A push service of this test. */
  push: async ({}, use) => {
    const push = await PushService.start();
    await use(push);
    await push.stop();
  },

  /** A server of this test, with the demonstration just begun. */
  server: async ({ push }, use, testInfo) => {
    const server = await Server.start(push.origin);
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server.log', { body: server.log, contentType: 'text/plain' });
    }
    await server.stop();
  },

  baseURL: async ({ server }, use) => use(server.url),

  /**
   * What may stand in the browser's console. Everything else fails the test, because that
   * is how a page that does not fit its own HTML shows itself.
   */
  allowedInConsole: [/^no message$/, { option: true }],

  /** A new browser with somebody in front of it: `await as('gs')`. */
  as: async ({ browser, server, allowedInConsole }, use) => {
    const contexts = [];
    const complaints = [];
    await use(async (user, options = {}) => {
      const context = await browser.newContext({ baseURL: server.url, ...options });
      contexts.push(context);
      context.on('console', (message) => {
        const text = message.text();
        if (['error', 'warning'].includes(message.type()) && !allowedInConsole.test(text)) {
          complaints.push(`${user}: ${text} (${message.location().url})`);
        }
      });
      context.on('weberror', (error) => complaints.push(`${user}: ${error.error()}`));
      if (user) await logIn(context, user, server.url);
      return new Person(user, context, await context.newPage(), server);
    });
    for (const context of contexts) await context.close();
    expect(complaints, 'the consoles of all browsers').toEqual([]);
  },
});

/** Logs in with one click, as the demonstration allows. */
async function logIn(context, user, origin) {
  const response = await context.request.post('/demo/log-in', {
    form: { user, next: '/' },
    headers: { origin },
    maxRedirects: 0,
  });
  expect(response.status(), `${user} logs in`).toBe(303);
}

/** Somebody in front of a browser. */
class Person {
  constructor(user, context, page, server) {
    this.user = user;
    this.context = context;
    this.page = page;
    this.server = server;
  }

  /** Opens the board and waits until it lives. */
  async openBoard(path = '/') {
    await this.page.goto(path);
    await this.isLive();
  }

  async isLive() {
    await expect(this.page.locator('.link')).toHaveAttribute('data-link', 'live');
  }

  /** The row on the board that says this, on this level or on any. */
  row(text, level) {
    const group = level ? `tbody[data-level=${level}]` : 'tbody';
    return this.page.locator(`${group} tr.row`).filter({ hasText: text });
  }

  /** The row of a client, by initials. */
  async rowOf(initials) {
    return this.page.locator('tr.row', { has: this.page.locator(`#client-${await this.clientId(initials)}`) });
  }

  async post(path, options) {
    const headers = { origin: this.server.url, ...options.headers };
    return this.context.request.post(path, { ...options, headers });
  }

  /** Gives a command without the page, as JSON. */
  async command(command) {
    const response = await this.post('/commands', { data: { id: newId(), command } });
    expect(response.ok(), `${command.kind}: ${response.status()}`).toBe(true);
    return response.json();
  }

  /** What the page's data says: the board as the server knows it for this person. */
  async board() {
    const html = await (await this.context.request.get('/')).text();
    const json = html.match(/<script type="application\/json" id="page">(.*?)<\/script>/s)[1];
    return JSON.parse(json).content.snapshot;
  }

  /** The side panel of a client. */
  get panel() {
    return this.page.locator('aside.panel');
  }

  /** The id of a client. Several of the 198 have the same initials; the named ones do not. */
  async clientId(initials) {
    const { people } = await this.board();
    const name = NAMES[initials];
    const found = Object.entries(people.clients).find(([, head]) => head.name === name);
    expect(found, `there is a client ${name}`).toBeTruthy();
    return found[0];
  }

  /** Raises a client, without the page. Gives the alert that belongs to it, if there is one. */
  async raise(initials, level = 'red', text = 'Sover inte, ropar i trapphuset') {
    const client = await this.clientId(initials);
    const { board } = await this.board();
    const based_on = board.cards[client].placed?.seq ?? null;
    const outcome = await this.command({ kind: 'place', client, level, reason: 'kris', text, based_on });
    expect(outcome.kind, JSON.stringify(outcome)).toBe('done');
    const { alerts } = (await this.board()).board;
    return Object.values(alerts).find((alert) => alert.client === client && alert.state.kind !== 'closed');
  }

  /** Makes a phone of the push service one of this person's devices. */
  async subscribe(device) {
    const response = await this.post('/devices', { data: device.subscription });
    expect(response.ok(), `the device is taken: ${response.status()}`).toBe(true);
    return response.json();
  }
}

/** Those clients of the demonstration whom the tests are about. */
const NAMES = {
  'B.T.': 'Björn Tallberg',
  'F.N.': 'Fanny Norling', // yellow, and on the way back to the care plan
  'D.M.': 'Dragan Mitrovic', // red since Thursday
  'S.O.': 'Sara Ohlin', // by the care plan; CM N.B., deputy P.S.
  'E.L.': 'Erik Lind', // by the care plan
  'Å.M.': 'Åsa Malm', // by the care plan; CM M.H., deputy L.K.
  'V.B.': 'Viktor Berg', // yellow, in need of a fresh assessment
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new id in the form that the protocol asks for (ULID). */
export function newId(now = Date.now()) {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time;
  const random = Array.from({ length: 16 }, () => ALPHABET[Math.floor(Math.random() * 32)]);
  return time + random.join('');
}
