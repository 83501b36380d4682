// Back to the care plan by the rules, with the clock of the demonstration.
import { expect, test } from './support/fixtures.mjs';

test('a proposal that the meeting has seen is carried out at 13:00, and can be taken back', async ({ as }) => {
  const [gs, mh] = [await as('gs'), await as('mh')];
  const client = await proposeFanny(gs, mh);
  await gs.openBoard();
  await mh.openBoard();
  const row = await gs.rowOf('F.N.');
  await expect(row).toBeVisible();
  await expect(gs.page.getByText('1 förslag verkställs kl 13:00')).toBeVisible();
  const show = gs.page.getByRole('button', { name: 'Visad i tavelmötet' });
  await show.first().click();
  await expect(show).toHaveCount(0);

  await forward(gs, '13:00');
  await expect(row).toHaveCount(0);
  await expect(await mh.rowOf('F.N.')).toHaveCount(0);

  await mh.openBoard(`/?client=${client}`);
  await expect(mh.panel).toContainText('Åter till planerade insatser enligt vårdplan');
  const { board } = await mh.board();
  expect(board.cards[client].back_to_plan).toMatchObject({ by: 'rules', from: 'yellow' });

  await mh.panel.getByRole('button', { name: /Tillbaka till gul/i }).click();
  await expect(row).toBeVisible();
});

test('anyone can say no, and the client stays', async ({ as }) => {
  const [gs, mh, ps] = [await as('gs'), await as('mh'), await as('ps')];
  const client = await proposeFanny(gs, mh);
  await gs.command({ kind: 'show_proposals' });
  await ps.openBoard();
  const row = await ps.rowOf('F.N.');
  await row.locator('a').first().focus();
  await ps.page.keyboard.press('b');
  const dialog = ps.page.getByRole('dialog');
  await dialog.getByLabel('Varför?').fill('Systern ringde, oroliga nätter igen');
  await dialog.getByRole('button', { name: 'Håll kvar' }).click();
  await expect(dialog).toBeHidden();

  await forward(gs, '13:00');
  const { board } = await gs.board();
  expect(board.executed).toBe('2026-03-17');
  expect(board.cards[client].level).toBe('yellow');
  await expect(row).toBeVisible();
});

test('two who change the same thing: the second is told who and when', async ({ as }) => {
  const [gs, nb] = [await as('gs'), await as('nb')];
  await nb.openBoard();
  const row = await nb.rowOf('V.B.');
  await row.locator('a').first().focus();
  await nb.page.keyboard.press('h');
  const dialog = nb.page.getByRole('dialog');
  await dialog.getByLabel('Vad har hänt?').fill('Skrevs medan G.S. var snabbare');

  await gs.raise('V.B.', 'red', 'G.S. hann först');
  await dialog.getByRole('button', { name: /^(Ändra|Sätt upp)/ }).first().click();
  const refusal = dialog.getByRole('alert');
  await expect(refusal).toContainText('G.S.');
  await expect(refusal).toContainText(/\d\d:\d\d/);
  await expect(nb.row('G.S. hann först', 'red')).toBeVisible();
});

/**
 * Lets Monday pass as scenario 1 tells it: F.N. is visited in the afternoon and is well, the
 * crisis plan is gone through and the next step talked about, so that the rules propose the
 * care plan on Tuesday morning.
 */
async function proposeFanny(gs, mh) {
  const client = await gs.clientId('F.N.');
  await forward(gs, '13:00');
  await forward(gs, '1h');
  await mh.command({ kind: 'log_contact', client, how: 'hem', reached: true });
  await mh.command({ kind: 'assess', client, sign: 'gron' });
  await mh.command({ kind: 'note', client, fact: 'crisis_plan_confirmed' });
  await mh.command({ kind: 'note', client, fact: { told: { reached: true, view: 'Skönt, ring på fredag' } } });
  await forward(gs, '06:00');
  const { board } = await gs.board();
  expect(Object.keys(board.proposals), 'what the rules propose on Tuesday morning').toContain(client);
  return client;
}

/** Moves the clock of the demonstration; what is due on the way has happened afterwards. */
async function forward(person, to) {
  const response = await person.post('/demo/clock', { form: { to, next: '/' } });
  expect(response.ok()).toBe(true);
}
