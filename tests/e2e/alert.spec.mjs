// An alert, from the raise to the one who takes it.
import { expect, test } from './support/fixtures.mjs';

test('an alert is read and taken without script, and the reporter sees it', async ({ as }) => {
  const gs = await as('gs');
  await gs.openBoard();
  const alert = await gs.raise('S.O.');

  // S.O.'s case manager is N.B.; their phone runs no script at all.
  const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const nb = await as('nb', phone);
  await nb.page.goto(`/alerts/${alert.number}`);
  await expect(nb.page.getByText(`Larm ${alert.number}`).first()).toBeVisible();
  await expect(nb.page.locator('.what')).toContainText('Sover inte, ropar i trapphuset');
  await nb.page.getByRole('button', { name: 'Jag tar det' }).click();
  await expect(nb.page.getByText('Du har larmet.')).toBeVisible();

  await expect(gs.row('Sover inte')).toContainText('N.B.');
  const { board } = await gs.board();
  expect(board.alerts[alert.number].state.kind).toBe('acknowledged');
});

test('a tap that comes too late says who has it, and help can be offered', async ({ as }) => {
  const gs = await as('gs');
  const alert = await gs.raise('S.O.');
  const [nb, ps] = [await as('nb', { javaScriptEnabled: false }), await as('ps', { javaScriptEnabled: false })];
  await nb.page.goto(`/alerts/${alert.number}`);
  await ps.page.goto(`/alerts/${alert.number}`);
  await nb.page.getByRole('button', { name: 'Jag tar det' }).click();

  await ps.page.getByRole('button', { name: 'Jag tar det' }).click();
  await expect(ps.page.getByText(/Tas av N\.B\./).first()).toBeVisible();
  await ps.page.getByRole('button', { name: 'Jag hjälper till' }).click();
  await expect(ps.page.getByText(/Hjälper till.*P\.S\./)).toBeVisible();

  const { board } = await gs.board();
  expect(board.alerts[alert.number].helpers).toHaveLength(1);
  expect(board.alerts[alert.number].state.kind).toBe('acknowledged');
});

test('the page of an alert is small and needs nothing else', async ({ as }) => {
  const gs = await as('gs');
  const alert = await gs.raise('S.O.');
  const nb = await as('nb');
  const loaded = [];
  nb.page.on('response', async (response) => {
    const size = response.request().sizes().then((sizes) => sizes.responseBodySize + sizes.responseHeadersSize);
    loaded.push({ url: response.url(), type: response.request().resourceType(), size });
  });
  await nb.page.goto(`/alerts/${alert.number}`, { waitUntil: 'networkidle' });
  const needed = loaded.filter(({ type }) => ['document', 'stylesheet', 'script'].includes(type));
  const sizes = await Promise.all(needed.map(({ size }) => size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(needed.map(({ type }) => type)).not.toContain('script');
  expect(total, 'bytes of page and styles, as sent').toBeLessThan(20_000);
});

test('somebody who may not see the client learns nothing', async ({ as }) => {
  const gs = await as('gs');
  const alert = await gs.raise('S.O.');
  const od = await as('od');
  const [hidden, unknown] = [
    await od.context.request.get(`/alerts/${alert.number}`),
    await od.context.request.get(`/alerts/${alert.number === '1000' ? 1001 : 1000}`),
  ];
  expect([hidden.status(), unknown.status()]).toEqual([404, 404]);
  // The clock of the demonstration moves between the two.
  const text = async (response) => (await response.text()).replace(/\d\d:\d\d/g, '');
  expect(await text(hidden), 'it looks as if there were no such alert').toBe(await text(unknown));
});

test('the result is logged in three taps without script, and the alert is over', async ({ as }) => {
  const gs = await as('gs');
  await gs.openBoard();
  const alert = await gs.raise('S.O.');
  const phone = { javaScriptEnabled: false, viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };
  const nb = await as('nb', phone);
  await nb.page.goto(`/alerts/${alert.number}`);
  await nb.page.getByRole('button', { name: 'Jag tar det' }).tap();
  await nb.page.getByText('Nej, ej nådd').tap();
  await nb.page.getByText('▲ gul').tap();
  await nb.page.getByRole('button', { name: 'Logga', exact: true }).tap();
  await expect(nb.page.locator('[data-answer=over]')).toContainText('Larmet är avslutat.');
  await expect(nb.page.locator('#log')).toHaveCount(0);
  const { board } = await gs.board();
  expect(board.alerts[alert.number].state.kind).toBe('closed');
  const card = board.cards[alert.client];
  expect(card.last_contact).toMatchObject({ how: 'tel', reached: false });
  expect(card.assessments.at(-1).sign).toBe('gul');
});

test('whoever raised the alarm follows each letter without script', async ({ as, push }) => {
  const [gs, nb] = [await as('gs', { javaScriptEnabled: false }), await as('nb')];
  const phone = push.subscribe();
  await nb.subscribe(phone);
  const alert = await gs.raise('S.O.');
  const letter = await phone.next();
  await gs.page.goto(`/alerts/${alert.number}`);
  const state = gs.page.locator('.letters li').filter({ hasText: 'N.B.' }).first();
  await expect(state).toContainText('inte visat än');
  await expect(gs.page.locator('.answer')).toContainText('ansvarig larmas igen');
  for (const number of ['112', '1177']) {
    await expect(gs.page.locator('.answer').getByRole('link', { name: number })).toBeVisible();
  }
  // The page fetches the news itself.
  await nb.post(`/letters/${letter.payload.letter}/shown?device=${letter.payload.device}`, {});
  await expect(state).toContainText('telefonen visade larmet', { timeout: 25_000 });
  await nb.post(`/alerts/${alert.number}`, { form: {} });
  await expect(gs.page.locator('.answer-state')).toContainText('Tas av N.B.', { timeout: 25_000 });
});

test('a reporter who is the first to be asked is asked on the screen', async ({ as }) => {
  const nb = await as('nb', { javaScriptEnabled: false });
  const alert = await nb.raise('S.O.');
  await nb.page.goto(`/alerts/${alert.number}`);
  await expect(nb.page.getByText('Tar du det?')).toBeVisible();
  await nb.page.getByRole('button', { name: 'Jag tar det' }).click();
  await expect(nb.page.getByText('Du har larmet.')).toBeVisible();
});
