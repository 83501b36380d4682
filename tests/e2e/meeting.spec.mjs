// The board meeting of scenario 4, by keyboard: the chair, a colleague from somewhere else, and a
// wall that shows initials.
import { expect, test } from './support/fixtures.mjs';

/** Somebody's page of the meeting, once it lives. */
async function openMeeting(person) {
  await person.page.goto('/meeting');
  await person.isLive();
}

const client = (person) => person.page.locator('.meeting-client h2');
const line = (person, name) => person.page.locator('.agenda li').filter({ hasText: name });
const dialog = (person) => person.page.getByRole('dialog');

/** Answers the dialog about today's contact with the keyboard. */
async function nameContact(person, who, at) {
  await expect(dialog(person)).toBeVisible();
  await dialog(person).getByRole('checkbox', { name: who }).focus();
  await person.page.keyboard.press('Space');
  await dialog(person).getByLabel('Tid').fill(at);
  await person.page.keyboard.press('Enter');
}

test('a meeting by keyboard, from its start to its minutes', async ({ as }) => {
  const [gs, cf, wall] = [await as('gs'), await as('cf'), await as('kj')];
  const look = { name: 'tavla_look', value: 'sv.auto.1', url: gs.server.url };
  await wall.context.addCookies([look]);
  for (const person of [gs, cf, wall]) await openMeeting(person);

  // 4.1: the order, and who is there.
  await gs.page.getByRole('button', { name: 'Starta mötet' }).focus();
  await gs.page.keyboard.press('Enter');
  await expect(gs.page.getByText('Du leder mötet')).toBeVisible();
  await expect(gs.page.locator('.agenda h2').first()).toContainText('Nytt sedan sist');
  await expect(line(gs, 'Viktor Berg')).toContainText('Missad kontakt i går 14:00, ej ersatt');
  await cf.page.getByRole('button', { name: 'Jag är med på distans' }).focus();
  await cf.page.keyboard.press('Enter');
  await expect(gs.page.locator('.meeting-part')).toContainText('C.F. (på distans)');
  await gs.page.keyboard.press('d');
  await dialog(gs).getByRole('group', { name: 'M.H. Maria Hedlund' }).getByLabel('I rummet').focus();
  await gs.page.keyboard.press('Space');
  await expect(cf.page.locator('.meeting-part')).toContainText('M.H.');
  await gs.page.keyboard.press('Escape');
  await expect(dialog(gs)).toBeHidden();

  // 4.2: everybody's page follows the chair, and a colleague may look elsewhere and come back.
  const first = await client(gs).innerText();
  await expect(client(cf)).toHaveText(first, { useInnerText: true });
  await gs.page.keyboard.press('j');
  await expect(client(gs)).not.toHaveText(first, { useInnerText: true });
  await expect(client(cf)).toHaveText(await client(gs).innerText(), { useInnerText: true });
  await line(cf, 'Dragan Mitrovic').getByRole('button').focus();
  await cf.page.keyboard.press('Enter');
  await expect(client(cf)).toContainText('Dragan Mitrovic');
  await expect(client(gs), 'the meeting stays').not.toContainText('Dragan');
  await cf.page.keyboard.press('f');
  await expect(client(cf)).toHaveText(await client(gs).innerText(), { useInnerText: true });

  // 4.6: raised in the meeting, so nobody is called who is there.
  await line(gs, 'Viktor Berg').getByRole('button').focus();
  await gs.page.keyboard.press('Enter');
  await expect(client(cf)).toContainText('Viktor Berg');
  await cf.page.keyboard.press('h');
  await dialog(cf).getByLabel('Vad har hänt?').fill('Svarar inte, sista samtalet oroade');
  await dialog(cf).getByRole('radio', { name: 'Röd' }).focus();
  await cf.page.keyboard.press('Space');
  await expect(dialog(cf)).toContainText('Mötet har tagit det.');
  await dialog(cf).getByLabel('Vad har hänt?').press('Enter');
  await expect(gs.page.locator('.meeting-client')).toHaveAttribute('data-level', 'red');
  await expect(gs.page.locator('.meeting-decided')).toContainText('Röd, förut gul');

  // 4.3: nobody is left without a contact for today, unless it is said aloud.
  await gs.page.keyboard.press('j');
  await expect(dialog(gs)).toContainText('Vem tar kontakten i dag? – Viktor Berg');
  await nameContact(gs, /M\.H\./, '11:00');
  await expect(dialog(gs)).toBeHidden();
  await expect(client(gs)).not.toContainText('Viktor Berg');
  await expect(line(gs, 'Viktor Berg')).not.toContainText('ingen utsedd');

  // 4.7: new during the meeting, at the end of its section and not under the pointer.
  const before = await client(gs).innerText();
  const lk = await as('lk');
  await lk.raise('Å.M.', 'yellow', 'Ont i bröstet, har tid på vårdcentralen');
  await expect(line(gs, 'Åsa Malm')).toContainText('Ny nu');
  const yellow = gs.page.locator('.agenda section').filter({ hasText: 'Gul' }).locator('li');
  await expect(yellow.last()).toContainText('Åsa Malm');
  expect(await client(gs).innerText()).toBe(before);

  // The wall says where the meeting is, and nothing that tells who or why.
  const names = await gs.page.locator('.agenda-who').allInnerTexts();
  const body = wall.page.locator('body');
  await expect(wall.page.locator('.agenda li', { hasText: 'Å.M.' })).toContainText('Ny nu');
  await expect(wall.page.locator('.meeting-wall-initials')).toBeVisible();
  for (const secret of [...names.map((name) => name.split('\n')[0].split(' ')[0]), 'Ont i bröstet', 'LPT']) {
    await expect(body, secret).not.toContainText(secret);
  }

  // 4.11: what is missing stands in the dialog, each with its way out; then it can end.
  await gs.page.keyboard.press('e');
  await expect(dialog(gs)).toContainText('Det här saknas');
  const missing = dialog(gs).locator('.end-missing li');
  for (let left = await missing.count(); left > 0; left--) {
    await expect(missing).toHaveCount(left);
    await missing.first().getByRole('button').focus();
    await gs.page.keyboard.press('Enter');
    await nameContact(gs, /G\.S\./, '15:00');
    if (left > 1) await expect(dialog(gs)).toContainText('Det här saknas');
  }
  await expect(dialog(gs)).toContainText('Har inte tagits upp');
  await dialog(gs).getByRole('button', { name: 'Avsluta mötet' }).focus();
  await gs.page.keyboard.press('Enter');

  // 4.12: everybody sees that it is over, and what it left behind.
  for (const person of [gs, cf]) {
    await expect(person.page.getByText(/Mötet avslutades \d\d:\d\d/)).toBeVisible();
  }
  await gs.page.getByRole('link', { name: 'Läs protokollet' }).focus();
  await gs.page.keyboard.press('Enter');
  await expect(gs.page.getByRole('heading', { level: 1 })).toContainText('Protokoll – tavelmöte');
  await expect(gs.page.getByRole('main')).toContainText(/\d+\/12 diskuterade/);
  await expect(gs.page.locator('.minutes-items')).toContainText('Svarar inte, sista samtalet oroade');
  await expect(gs.page.locator('.minutes-days section').filter({ hasText: 'Maria Hedlund' })).toContainText('11:00 Viktor Berg');
});

test('the minutes need no script, and a note that is entered shows to colleagues', async ({ as }) => {
  const gs = await as('gs');
  await gs.command({ kind: 'start_meeting', present: [] });
  const { board } = await gs.board();
  for (const card of Object.values(board.cards).filter((one) => one.level !== 'plan')) {
    const who = [board.meeting.chair];
    const at = Date.parse('2026-03-16T14:00:00Z');
    const based_on = card.contact_today?.seq ?? null;
    await gs.command({ kind: 'name_contact', client: card.client, who, at, how: 'tel', based_on });
  }
  expect((await gs.command({ kind: 'close_meeting' })).kind).toBe('done');
  const number = (await gs.board()).board.last_minutes;

  const [ps, an] = [await as('ps', { javaScriptEnabled: false }), await as('an', { javaScriptEnabled: false })];
  await ps.page.goto(`/meeting/${number}`);
  await expect(ps.page.getByRole('heading', { name: 'Du var inte med' })).toBeVisible();
  await expect(ps.page.getByRole('heading', { name: 'Anteckningar för journalen – Kommun' })).toBeVisible();
  const note = ps.page.locator('.note').filter({ hasText: 'Fanny Norling' });
  await expect(note.getByRole('textbox')).toHaveValue(/Tavelmöte .*\n.*Nivå efter mötet: gul/);
  await note.getByRole('button', { name: 'Förd i journal' }).click();
  await expect(note).toContainText(/Förd i journal av P\.S\./);

  await an.page.goto(`/meeting/${number}`);
  await expect(an.page.getByRole('heading', { name: 'Anteckningar för journalen – Region' })).toBeVisible();
  const theirs = an.page.locator('.note').filter({ hasText: 'Fanny Norling' });
  await expect(theirs).toContainText('Kommun: förd i journal');
  await expect(theirs.getByRole('button', { name: 'Förd i journal' })).toBeVisible();

  // The list of all minutes leads there, and to those of Friday.
  await an.page.getByRole('link', { name: 'Alla protokoll' }).click();
  await expect(an.page.getByRole('heading', { name: 'Protokoll från tavelmöten' })).toBeVisible();
  const held = an.page.locator('.all-minutes li');
  await expect(held).toHaveCount(2);
  await expect(held.first()).toContainText(/mån 16 mar .*Leddes av G\.S\./);
  await held.last().getByRole('link', { name: /fre 13 mar 08:30–08:46/ }).click();
  await expect(an.page.getByRole('heading', { level: 1 })).toContainText('Protokoll – tavelmöte 13 mar 2026');

  const od = await as('od');
  for (const path of ['/meeting', '/meeting/minutes', `/meeting/${number}`]) {
    expect((await od.context.request.get(path)).status(), path).toBe(404);
  }
});

test('two who start at once lead one meeting, and another takes it over when the chair goes home', async ({ as }) => {
  const [gs, mh] = [await as('gs'), await as('mh')];
  const release = await holdBack(mh.page);
  await openMeeting(gs);
  await openMeeting(mh);
  const start = (person) => person.page.getByRole('button', { name: 'Starta mötet' }).click();
  const part = (person) => person.page.locator('.meeting-part');
  release.hold();
  await start(gs);
  await expect(part(gs)).toContainText('Du leder mötet');
  // M.H.'s page has not heard of it when she presses the same button.
  await start(mh);
  release.now();
  const [chair, other, initials] = [gs, mh, 'G.S.'];
  await expect(part(other)).toContainText(`Leds av ${initials}`);
  await expect(other.page.locator('.toast')).toContainText(`${initials} började ett möte`);
  await other.page.getByRole('button', { name: 'Jag är med i rummet' }).click();
  await expect(part(other)).not.toContainText('Du läser mötet');

  const { viewer } = await chair.page.evaluate(() => JSON.parse(document.getElementById('page').textContent).frame);
  await chair.command({ kind: 'attend', staff: viewer.staff, present: false });
  await expect(part(other)).toContainText(`${initials} ledde mötet och har gått.`);
  await other.page.getByRole('button', { name: 'Ta över ledningen' }).click();
  await expect(part(other)).toContainText('Du leder mötet');
  const shown = await client(other).innerText();
  await other.page.keyboard.press('j');
  await expect(client(other)).not.toHaveText(shown, { useInnerText: true });
  await expect(client(chair)).toHaveText(await client(other).innerText(), { useInnerText: true });
});

test('a meeting that nobody ended yields to the one of the next day', async ({ as }) => {
  const gs = await as('gs');
  await gs.command({ kind: 'start_meeting', present: [] });
  for (const to of ['06:00', '13:00']) await gs.post('/demo/clock', { form: { to } });
  await openMeeting(gs);
  await expect(gs.page.getByText(/avslutades aldrig/)).toBeVisible();
  await gs.page.getByRole('button', { name: 'Starta mötet' }).click();
  await expect(gs.page.getByText('Mötet har börjat.')).toBeVisible();
  await gs.page.keyboard.press('j');
  await expect(client(gs)).toBeVisible();
});

test('news of a client is marked for each who has not read it', async ({ as }) => {
  const [gs, cf] = [await as('gs'), await as('cf')];
  await cf.openBoard();
  await (await cf.rowOf('V.B.')).locator('a').first().click();
  await expect(cf.panel).toBeVisible();
  for (const person of [gs, cf]) await openMeeting(person);
  await expect(line(gs, 'Viktor Berg')).toContainText('oläst');
  await expect(line(cf, 'Viktor Berg')).not.toContainText('oläst');

  await line(gs, 'Viktor Berg').getByRole('button').click();
  await expect(line(gs, 'Viktor Berg')).not.toContainText('oläst');
  await openMeeting(gs);
  await expect(line(gs, 'Viktor Berg')).not.toContainText('oläst');

  // What happens after that is news again.
  await gs.raise('V.B.', 'red');
  await expect(line(cf, 'Viktor Berg')).toContainText('oläst');
});

test('the board says when a meeting is held, and a key leads there', async ({ as }) => {
  const [gs, mh] = [await as('gs'), await as('mh')];
  await mh.openBoard();
  await gs.command({ kind: 'start_meeting', present: [] });
  await expect(mh.page.getByRole('link', { name: /Möte sedan/ })).toBeVisible();
  await mh.page.keyboard.press('m');
  await expect(mh.page).toHaveURL(/\/meeting$/);
  await mh.isLive();
  await expect(mh.page.getByText('Leds av G.S.')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('nothing is wider than the phone', async ({ as }) => {
    const gs = await as('gs');
    await gs.command({ kind: 'start_meeting', present: [] });
    await openMeeting(gs);
    await expect(client(gs)).toBeVisible();
    const fits = () => gs.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await fits(), 'the meeting').toBe(true);
  });
});

/** What the server sends to a page can be held back, as on a slow line; what the page sends goes on. */
async function holdBack(page) {
  let held = null;
  await page.routeWebSocket(/\/live/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (held) held.push([socket, message]);
      else socket.send(message);
    });
  });
  return {
    hold: () => (held = []),
    now: () => {
      const waiting = held;
      held = null;
      for (const [socket, message] of waiting) socket.send(message);
    },
  };
}
