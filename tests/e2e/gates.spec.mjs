// What the rules ask for is done in the panel, and everybody sees the list of hinders shrink.
import { expect, test } from './support/fixtures.mjs';

test('facts and a contact that one person enters open gates on another screen', async ({ as }) => {
  const [nb, mh] = [await as('nb'), await as('mh')];
  const client = await nb.clientId('V.B.');
  await nb.openBoard(`/?client=${client}`);
  await mh.openBoard(`/?client=${client}`);
  const hinders = (person) => person.panel.locator('.gates li:not([data-gate=open])');
  const gate = (person, name) =>
    person.panel.locator('.gates li').filter({ has: person.page.locator('.gate-name').getByText(name, { exact: true }) });
  await expect(gate(mh, 'planer')).toHaveAttribute('data-gate', 'closed');
  const before = await hinders(mh).count();

  // The crisis plan: the gate's own button opens the form with the fact chosen.
  await gate(nb, 'planer').getByRole('button', { name: /^Notera/ }).click();
  await noted(nb, async (dialog) => {
    await expect(dialog.getByLabel('Vad?')).toHaveText(/Krisplanen bekräftad/);
    await expect(dialog.locator('option:checked')).toHaveText('Krisplanen bekräftad');
  });
  await expect(gate(mh, 'planer')).toHaveAttribute('data-gate', 'open');

  // What the client says.
  await nb.panel.getByRole('button', { name: 'Notera', exact: true }).click();
  await noted(nb, async (dialog) => {
    await expect(dialog.locator('option', { hasText: 'psykiatern' }), 'only for the psychiatrist').toHaveCount(0);
    await dialog.getByLabel('Vad?').selectOption({ label: 'Klienten informerad' });
    await dialog.getByLabel('Klientens egen syn').fill('Det känns lugnare, ring gärna');
  });
  await expect(gate(mh, 'klienten informerad')).toHaveAttribute('data-gate', 'open');
  await expect(mh.panel.locator('.timeline').first()).toContainText('Det känns lugnare, ring gärna');

  // Somebody who takes over.
  const receiver = gate(mh, 'mottagare finns');
  await expect(receiver).toContainText('ingen uppföljning bokad');
  await nb.panel.getByRole('button', { name: /^Boka kontakt/ }).first().click();
  await nb.page.getByRole('dialog').getByRole('button', { name: 'Boka' }).click();
  await expect(nb.page.getByRole('dialog')).toBeHidden();
  await expect(receiver).not.toContainText('ingen uppföljning bokad');

  expect(await hinders(mh).count()).toBeLessThanOrEqual(before - 2);
});

test('what the board proposes is one tap, and a veto may have an end and is lifted', async ({ as }) => {
  const [mh, ps] = [await as('mh'), await as('ps')];
  const client = await mh.clientId('F.N.');
  await mh.openBoard(`/?client=${client}`);
  await ps.openBoard(`/?client=${client}`);
  await mh.panel.getByRole('button', { name: /^Håll kvar/ }).first().click();
  const dialog = mh.page.getByRole('dialog');
  await dialog.getByLabel('Varför?').fill('Systern vill träffa oss först');
  await dialog.getByLabel('Till och med').fill('2026-03-27');
  await dialog.getByRole('button', { name: 'Håll kvar' }).click();
  await expect(dialog).toBeHidden();
  await expect(ps.panel.locator('.held')).toContainText('27 mar');
  await mh.panel.getByRole('button', { name: 'Häv' }).click();
  await expect(ps.panel.locator('.held')).toHaveCount(0);

  await mh.command({ kind: 'assess', client, sign: 'rod' });
  const advice = ps.panel.locator('.advice');
  await expect(advice).toContainText('Röd bedömning');
  await advice.getByRole('button', { name: /^Höj till röd/ }).click();
  await expect(await mh.rowOf('F.N.')).toContainText(/Larm \d{4}/);
  await expect(advice).toHaveCount(0);
});

test('the psychiatrist is asked and answers, and everything else has its form', async ({ as }) => {
  const [mh, qp] = [await as('mh'), await as('qp')];
  const client = await mh.clientId('V.B.');
  await mh.openBoard(`/?client=${client}`);
  await qp.openBoard(`/?client=${client}`);
  const dialog = mh.page.getByRole('dialog');
  const button = (name) => mh.panel.getByRole('button', { name }).first();
  const save = async (name) => {
    await dialog.getByRole('button', { name, exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  const overview = qp.panel.locator('#panel-overview');

  await button('Fråga psykiatern').click();
  await dialog.getByLabel('Vad behövs?').fill('Sömnmedicin?');
  await save('Fråga');
  await expect(overview).toContainText('Sömnmedicin?');
  await expect(mh.panel.getByRole('button', { name: 'Besvarad' })).toHaveCount(0);
  await overview.getByRole('button', { name: 'Besvarad' }).click();
  await expect(mh.panel.locator('#panel-overview')).not.toContainText('Sömnmedicin?');

  await button('Ändra: ställf.').click();
  await dialog.getByLabel('Vem').selectOption({ label: 'Ingen just nu' });
  await save('Utse');
  await expect(overview).toContainText('ställföreträdare saknas');
  await expect(qp.panel.locator('.gates')).toContainText('ställföreträdare saknas');

  await button('Ändra: Omprövas').click();
  await dialog.getByLabel('Omprövas').fill('2026-03-24');
  await save('Spara datum');
  await expect(overview).toContainText('tis 24 mar');

  await button('Ny åtgärd').click();
  await dialog.getByLabel('Vad ska göras?').fill('Följa till vårdcentralen');
  await save('Lägg till');
  await button('Lämna över: Följa till vårdcentralen').click();
  await save('Lämna över');
  await expect(qp.panel.locator('#panel-actions')).toContainText('sedan A.N.');

  await button('Krishändelse').click();
  await dialog.getByLabel('Vad har hänt?').fill('Grannen ringde, skrik i natt');
  await save('Rapportera');
  await expect(await qp.rowOf('V.B.')).toContainText(/Larm \d{4}/);
});

test('a task is not called an alarm', async ({ as }) => {
  const [gs, nb] = [await as('gs'), await as('nb')];
  await nb.openBoard();
  await gs.raise('S.O.', 'yellow');
  const line = nb.page.locator('.strip li').filter({ hasText: 'S.O.' });
  await expect(line).toHaveAttribute('data-alert', 'task');
  await expect(line).toContainText(/Uppgift \d{4}/);
});

/** Fills in the form of a fact and saves it. */
async function noted(person, fill) {
  const dialog = person.page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Notera' }).click();
  await expect(dialog).toBeHidden();
}
