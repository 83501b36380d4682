// Every page of the product, in one list: for pictures, and for what must hold on every page.
import { expect } from './fixtures.mjs';

const WHAT_HAPPENED = 'Systern ringer: har inte sovit på tre nätter, rädd';

/** A demonstration with people in front of it, each of whom logs in once. */
export class World {
  #people = new Map();
  #alert;

  constructor(as, language = 'sv', options = {}) {
    this.as = as;
    this.language = language;
    this.options = options;
  }

  /** Somebody in front of a browser; with `masked`, in front of a wall. */
  async person(user, masked = false) {
    const name = `${user} ${masked}`;
    if (!this.#people.has(name)) {
      const person = await this.as(user, this.options);
      const value = `${this.language}.auto.${masked ? 1 : 0}`;
      await person.context.addCookies([{ name: 'tavla_look', value, url: person.server.url }]);
      this.#people.set(name, person);
    }
    return this.#people.get(name);
  }

  async client(initials) {
    return (await this.person('gs')).clientId(initials);
  }

  /** The alert of a raise to red by G.S., whom N.B. is the first to be asked about. */
  async alert() {
    const gs = await this.person('gs');
    this.#alert ??= await gs.raise('S.O.', 'red', WHAT_HAPPENED);
    return `/alerts/${this.#alert.number}`;
  }

  /** Somebody in front of a page of the list, once it shows what it is about. */
  async open({ as, masked, path, live, act, ready = 'main' }) {
    const person = await this.person(as, masked);
    if (path) await person.page.goto(typeof path === 'string' ? path : await path(this));
    if (live) await person.isLive();
    await act?.(person, this);
    await expect(person.page.locator(ready).first()).toBeVisible();
    return person;
  }
}

const key = (name) => (person) => person.page.keyboard.press(name);

/** Shows one section of the panel at its top. */
const section = (id) => async ({ page }) => {
  await expect(page.locator('.panel .timeline li').first()).toBeAttached();
  await page.locator(`.panel-nav a[href="#${id}"]`).click();
};

async function boardOf(world, initials) {
  await world.alert();
  return `/?client=${await world.client(initials)}`;
}

const aboutClient = (initials, rest = '') => async (world) => `/clients/${await world.client(initials)}${rest}`;

/** Names somebody for everybody, ends the meeting, and says where its minutes are. */
async function minutes(world) {
  const gs = await world.person('gs');
  const { board } = await gs.board();
  for (const { client, level, contact_today } of Object.values(board.cards)) {
    if (level === 'plan') continue;
    const at = Date.parse('2026-03-16T14:00:00Z');
    const who = [board.meeting.chair];
    await gs.command({ kind: 'name_contact', client, who, at, how: 'tel', based_on: contact_today?.seq ?? null });
  }
  await gs.command({ kind: 'close_meeting' });
  return `/meeting/${(await gs.board()).board.last_minutes}`;
}

/** Asks to see a client who is closed to one's organisation, because life is in danger. */
async function askInEmergency({ page }, world) {
  const gs = await world.person('gs');
  const client = await world.client('B.T.');
  await gs.command({ kind: 'set_consent', client, open_to: ['region'] });
  const { name, born } = (await gs.board()).people.clients[client];
  await page.locator('input[name=name]').fill(name);
  await page.locator('input[name=born]').fill(born);
  await page.locator('[name=reason]').fill('Står på ett broräcke');
  await page.locator('input[name=danger]').check();
  await page.locator('main form button.primary').click();
}

/** Fifteen minutes without an answer, after which the manager is told. */
async function unanswered(world) {
  const [gs, od] = [await world.person('gs'), await world.person('od')];
  const path = await world.alert();
  for (const _ of [5, 10, 15]) await gs.post('/demo/clock', { form: { to: '5min' }, maxRedirects: 0 });
  await expect.poll(async () => (await od.context.request.get(path)).status()).toBe(200);
  return path;
}

/**
 * The pages. Those of a group are opened one after the other in one demonstration, because some
 * follow from others. `route` is the page's address as the server writes it, `long` a page that
 * is longer than a screen, and without a `path` the page before is looked at again.
 */
export const PAGES = [
  { group: 'outside', name: 'log-in', route: '/log-in', as: null, path: '/log-in', long: true },
  {
    group: 'outside',
    name: 'log-in-refused',
    as: null,
    path: '/log-in',
    ready: '#refused',
    act: async ({ page }) => {
      await page.locator('input[name=user]').fill('gs');
      await page.locator('input[name=password]').fill('fel lösenord');
      await page.locator('.log-in-form button.primary').click();
    },
  },
  { group: 'outside', name: 'offline', route: '/offline.html', as: null, path: '/offline.html' },
  { group: 'outside', name: 'problem', route: '/…', as: null, path: '/there-is-no-such-page', ready: 'main.problem' },
  { group: 'outside', name: 'parts', route: '/parts', as: null, path: '/parts', long: true },

  { group: 'board', name: 'board', route: '/', as: 'gs', path: async (world) => (await world.alert()) && '/', live: true },
  ...['overview', 'actions', 'plan', 'way', 'timeline'].map((name) => ({
    group: 'board',
    name: `board-${name}`,
    as: 'gs',
    path: (world) => boardOf(world, 'D.M.'),
    live: true,
    act: section(`panel-${name}`),
    ready: `#panel-${name}`,
  })),
  { group: 'board', name: 'board-in-aftercare', as: 'gs', path: (world) => boardOf(world, 'B.T.'), live: true, ready: '.panel' },
  { group: 'board', name: 'raise', as: 'gs', path: '/', live: true, act: key('h'), ready: 'dialog[open]' },
  {
    group: 'board',
    name: 'raise-chosen',
    as: 'gs',
    path: (world) => boardOf(world, 'E.L.'),
    live: true,
    ready: 'dialog[open] .ask-form',
    act: async ({ page }) => {
      await expect(page.locator('.panel')).toBeVisible();
      await page.keyboard.press('h');
    },
  },
  ...[
    ['contact', 'c'],
    ['signs', 's'],
    ['log', 'l'],
    ['next', 'n'],
    ['hold', 'b'],
  ].map(([name, letter]) => ({
    group: 'dialogs',
    name: `ask-${name}`,
    as: 'gs',
    path: (world) => boardOf(world, 'D.M.'),
    live: true,
    ready: 'dialog[open] .ask-form',
    act: async ({ page }) => {
      await expect(page.locator('.panel')).toBeVisible();
      await page.keyboard.press(letter);
    },
  })),
  { group: 'dialogs', name: 'keys', as: 'gs', path: '/', live: true, act: key('?'), ready: 'dialog[open] .keys' },
  {
    group: 'dialogs',
    name: 'search',
    as: 'gs',
    path: '/',
    live: true,
    ready: '.search-found li',
    act: async ({ page }) => page.locator('#search').fill('an'),
  },
  {
    group: 'dialogs',
    name: 'menu',
    as: 'gs',
    path: '/',
    live: true,
    act: ({ page }) => page.locator('.menu > summary').click(),
    ready: '.menu-body',
  },
  { group: 'dialogs', name: 'wall', as: 'gs', masked: true, path: '/', live: true, ready: '.wall .tile' },
  {
    group: 'dialogs',
    name: 'board-in-a-view',
    as: 'gs',
    path: '/',
    live: true,
    act: ({ page }) => page.locator('.views button').nth(2).click(),
    ready: '.filtered',
  },

  { group: 'alert', name: 'alert', route: '/alerts/{number}', as: 'nb', path: (world) => world.alert(), long: true },
  { group: 'alert', name: 'alert-reporter', as: 'gs', path: async (world) => `${await world.alert()}?still=1`, long: true },
  {
    group: 'alert',
    name: 'alert-without-identity',
    as: 'od',
    path: unanswered,
    long: true,
  },
  {
    group: 'alert',
    name: 'alert-taken',
    as: 'nb',
    path: (world) => world.alert(),
    act: ({ page }) => page.locator('.answer button.take').click(),
    ready: '#log',
    long: true,
  },

  { group: 'phone', name: 'my-day', route: '/my-day', as: 'mh', path: '/my-day', long: true },
  { group: 'phone', name: 'choose-raise', route: '/my-day/raise', as: 'mh', path: '/my-day/raise', long: true },
  { group: 'phone', name: 'choose-contact', route: '/my-day/contact', as: 'mh', path: '/my-day/contact', long: true },
  ...['raise', 'contact', 'plan', 'visit'].map((name) => ({
    group: 'phone',
    name: `entry-${name}`,
    route: `/clients/{client}/${name}`,
    as: 'mh',
    path: aboutClient('D.M.', `/${name}`),
    long: true,
  })),
  { group: 'phone', name: 'settings', route: '/settings', as: 'nb', path: '/settings', ready: '.this-device', long: true },

  { group: 'desk', name: 'load', route: '/load', as: 'od', path: '/load', live: true, long: true },
  {
    group: 'desk',
    name: 'load-tables',
    as: 'od',
    long: true,
    act: ({ page }) => page.locator('.behind').evaluateAll((all) => all.forEach((one) => (one.open = true))),
  },
  { group: 'desk', name: 'letters', route: '/letters', as: 'od', path: '/letters', long: true },
  { group: 'desk', name: 'duty', route: '/duty', as: 'nb', path: '/duty', long: true },
  { group: 'desk', name: 'duty-leader', as: 'gs', path: '/duty', long: true },
  { group: 'desk', name: 'rules', route: '/rules', as: 'gs', path: '/rules?history=1', long: true },
  { group: 'client', name: 'client', route: '/clients/{client}', as: 'gs', path: aboutClient('D.M.'), long: true },
  { group: 'client', name: 'client-consent', as: 'gs', path: aboutClient('E.L.', '?ask=consent'), long: true },
  {
    group: 'client',
    name: 'crisis-plan',
    route: '/clients/{client}/crisis-plan',
    as: 'gs',
    path: aboutClient('D.M.', '/crisis-plan'),
    long: true,
  },
  {
    group: 'client',
    name: 'early-signs',
    route: '/clients/{client}/early-signs',
    as: 'gs',
    path: aboutClient('D.M.', '/early-signs'),
    long: true,
  },
  { group: 'client', name: 'deviations', route: '/deviations', as: 'gs', path: '/deviations', long: true },
  { group: 'client', name: 'emergency', route: '/emergency', as: 'tv', path: '/emergency', long: true },
  { group: 'client', name: 'emergency-confirm', as: 'tv', act: askInEmergency, ready: '.client-lines', long: true },
  {
    group: 'client',
    name: 'emergency-open',
    route: '/emergency/{client}',
    as: 'tv',
    act: async ({ page }) => {
      await page.locator('main form button.primary').click();
      await page.waitForURL(/\/emergency\/./);
    },
    long: true,
  },

  { group: 'meeting', name: 'meeting-start', route: '/meeting', as: 'gs', path: '/meeting', live: true, ready: '.meeting-start' },
  {
    group: 'meeting',
    name: 'meeting',
    as: 'gs',
    act: ({ page }) => page.locator('.meeting-start button.primary').click(),
    ready: '.meeting-client .plan ol',
  },
  { group: 'meeting', name: 'meeting-attendance', as: 'gs', act: key('d'), ready: 'dialog[open] .seats' },
  {
    group: 'meeting',
    name: 'meeting-end',
    as: 'gs',
    ready: 'dialog[open] .end-missing',
    act: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('e');
    },
  },
  {
    group: 'meeting',
    name: 'meeting-wall',
    as: 'gs',
    masked: true,
    path: '/meeting',
    live: true,
    ready: '.meeting-wall-initials',
  },
  { group: 'meeting', name: 'minutes', route: '/meeting/{number}', as: 'gs', path: minutes, long: true },
  { group: 'meeting', name: 'minutes-list', route: '/meeting/minutes', as: 'gs', path: '/meeting/minutes', long: true },
];

/** The names of the groups, in the order of the list. */
export const GROUPS = [...new Set(PAGES.map(({ group }) => group))];
