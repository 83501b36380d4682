// The store does not answer: the board stays readable, and nothing on it passes for present.
import { expect, test } from './support/fixtures.mjs';

test.use({ allowedInConsole: /WebSocket connection to .* failed|Failed to load resource|ERR_/ });

test('the board is readable and marked, commands are refused in words, and all catches up', async ({ as, server }) => {
  const [gs, nb] = [await as('gs'), await as('nb')];
  await nb.openBoard();
  const client = await gs.clientId('S.O.');
  const link = nb.page.locator('.link');

  await server.freezeStore();
  await expect(link).not.toHaveAttribute('data-link', 'live', { timeout: 40_000 });
  await expect(nb.row('Akuten ringde')).toBeVisible();

  const refused = await gs.command({ kind: 'assess', client, sign: 'gul' });
  expect(refused).toEqual({ kind: 'refused', rejection: { kind: 'unavailable' } });

  // Loaded anew it is still there, and still not called present.
  await nb.page.reload();
  await expect(nb.row('Akuten ringde')).toBeVisible();
  await expect(link).not.toHaveAttribute('data-link', 'live');

  server.thawStore();
  await expect(link).toHaveAttribute('data-link', 'live', { timeout: 40_000 });
  await gs.raise('S.O.', 'yellow', 'Skrevs när lagret svarade igen');
  await expect(nb.row('Skrevs när lagret svarade igen')).toBeVisible();
});
