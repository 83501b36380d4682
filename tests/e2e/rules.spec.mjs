// Back to the care plan by the rules, with the clock of the demonstration.
import { expect, test } from './support/fixtures.mjs';

test('a proposal that the meeting has seen is carried out at 13:00, and can be taken back', async ({ as }) => {
  const [gs, mh] = [await as('gs'), await as('mh')];
  await gs.openBoard();
  await mh.openBoard();
  const row = await gs.rowOf('B.T.');
  await expect(row).toBeVisible();
  await expect(gs.page.getByText(/1 förslag verkställs/)).toBeVisible();
  await gs.page.getByRole('button', { name: 'Visad i tavelmötet' }).click();
  await expect(gs.page.getByRole('button', { name: 'Visad i tavelmötet' })).toBeHidden();

  await gs.post('/demo/clock', { form: { to: '13:00', next: '/' } });
  await expect(row).toHaveCount(0);
  await expect(await mh.rowOf('B.T.')).toHaveCount(0);

  const client = await mh.clientId('B.T.');
  await mh.openBoard(`/?client=${client}`);
  await expect(mh.panel).toContainText('Åter till planerade insatser enligt vårdplan');
  const { board } = await mh.board();
  expect(board.cards[client].level).toBe('plan');
  expect(board.cards[client].back_to_plan).toMatchObject({ by: 'rules', from: 'stepdown' });
  await mh.panel.getByRole('button', { name: /Tillbaka till nedtrappning/i }).click();
  await expect(await gs.rowOf('B.T.')).toBeVisible();
});

test('anyone can say no, and the client stays', async ({ as }) => {
  const [gs, ps] = [await as('gs'), await as('ps')];
  const client = await gs.clientId('B.T.');
  await gs.command({ kind: 'show_proposals' });
  await ps.openBoard();
  const row = await ps.rowOf('B.T.');
  await row.locator('a').first().focus();
  await ps.page.keyboard.press('b');
  const dialog = ps.page.getByRole('dialog');
  await dialog.getByLabel('Varför?').fill('Systern ringde, oroliga nätter igen');
  await dialog.getByRole('button', { name: 'Håll kvar' }).click();
  await expect(dialog).toBeHidden();

  await gs.post('/demo/clock', { form: { to: '13:00', next: '/' } });
  const { board } = await gs.board();
  expect(board.executed).toBe('2026-03-16');
  expect(board.cards[client].level).toBe('stepdown');
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
  const refusal = nb.page.locator('.refusal');
  await expect(refusal).toContainText('G.S.');
  await expect(refusal).toContainText(/\d\d:\d\d/);
  await expect(nb.row('G.S. hann först', 'red')).toBeVisible();
});
