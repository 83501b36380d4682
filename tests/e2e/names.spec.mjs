// What a team calls its levels: the team leader decides, everybody sees it at once.
import { expect, test } from './support/fixtures.mjs';

test('a name that the team leader chooses stands on a colleague’s board at once', async ({ as }) => {
  const [gs, mh] = [await as('gs'), await as('mh')];
  await mh.openBoard();
  const heading = mh.page.locator('tbody[data-level=red] .level-word');
  await expect(heading).toHaveText('Röd');

  await gs.page.goto('/rules');
  await gs.page.getByRole('textbox', { name: 'Röd', exact: true }).fill('Brandkår');
  await gs.page.getByRole('button', { name: 'Spara namnen' }).click();
  await expect(gs.page.getByRole('status')).toContainText('Sparat');
  await expect(heading).toHaveText('Brandkår');
  await expect(mh.page.locator('tbody[data-level=yellow] .level-word')).toHaveText('Gul');

  // The panel, the dialog and the time line have it too, and so has a page that is made anew.
  await mh.openBoard(`/?client=${await mh.clientId('D.M.')}`);
  await expect(mh.panel.locator('.level-mark').first()).toContainText('Brandkår');
  await mh.page.keyboard.press('h');
  await expect(mh.page.getByRole('dialog').getByRole('radio', { name: 'Brandkår' })).toBeVisible();

  // Back to the standard: the field is emptied.
  await gs.page.getByRole('textbox', { name: 'Röd', exact: true }).fill('');
  await gs.page.getByRole('button', { name: 'Spara namnen' }).click();
  await expect(heading).toHaveText('Röd');
});

test('others read the names and are refused in words when they set one', async ({ as }) => {
  const mh = await as('mh');
  await mh.page.goto('/rules');
  await expect(mh.page.getByRole('button', { name: 'Spara namnen' })).toHaveCount(0);
  const response = await mh.post('/rules', { form: { do: 'name', 'name.red': 'Brandkår' } });
  expect(await response.text()).toContain('Det ingår inte i din roll.');
  const { board } = await mh.board();
  expect(board.policy.level_names).toBeUndefined();
});
