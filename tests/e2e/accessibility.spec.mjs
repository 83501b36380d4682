// axe finds nothing on any page, in light and in dark.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/fixtures.mjs';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('board, panel and dialog', async ({ as }) => {
      const gs = await as('gs');
      await gs.raise('S.O.');
      await gs.openBoard();
      await clean(gs.page, 'the board');
      await gs.page.getByRole('button', { name: 'Mina' }).click();
      await expect(gs.page.locator('.filtered')).toBeVisible();
      await clean(gs.page, 'the board in a view');
      await gs.page.keyboard.press('v');
      const client = await gs.clientId('D.M.');
      await gs.page.locator(`#client-${client}`).click();
      await expect(gs.panel).toContainText('Tidslinje');
      await clean(gs.page, 'the board with a panel');
      await gs.page.keyboard.press('h');
      await expect(gs.page.getByRole('dialog')).toBeVisible();
      await clean(gs.page, 'the dialog');
    });

    test('alert, before and after it is taken', async ({ as }) => {
      const gs = await as('gs');
      const alert = await gs.raise('S.O.');
      const nb = await as('nb');
      await nb.page.goto(`/alerts/${alert.number}`);
      await clean(nb.page, 'the alert');
      await nb.page.getByRole('button', { name: 'Jag tar det' }).click();
      await expect(nb.page.getByText('Du har larmet.')).toBeVisible();
      await clean(nb.page, 'the alert that was taken');
    });

    test('log-in, settings, load, letters and a page that does not exist', async ({ as, push }) => {
      const guest = await as(null);
      await guest.page.goto('/log-in');
      await clean(guest.page, 'the log-in');
      const gs = await as('gs');
      await gs.subscribe(push.subscribe('Firefox, Android'));
      await gs.page.goto('/settings');
      await clean(gs.page, 'the settings');
      await gs.page.goto('/rules?history=1');
      await gs.page.getByRole('textbox', { name: 'Gröna bedömningar (D3)' }).first().fill('5');
      await gs.page.getByRole('button', { name: 'Prova på de senaste 30 dagarna' }).click();
      await expect(gs.page.getByRole('heading', { name: 'Prov på de senaste 30 dagarna' })).toBeVisible();
      await clean(gs.page, 'the rules');
      const od = await as('od');
      await od.openBoard();
      await clean(od.page, 'the load');
      for (const summary of await od.page.locator('.behind summary').all()) await summary.click();
      await clean(od.page, 'the load with the tables behind its charts');
      await od.page.goto('/letters');
      await expect(od.page.getByRole('table')).toContainText('P.S.');
      await clean(od.page, 'the register of letters');
    });

    test('the board meeting, before, during and after', async ({ as }) => {
      const gs = await as('gs');
      await gs.page.goto('/meeting');
      await gs.isLive();
      await clean(gs.page, 'no meeting');
      await gs.page.getByRole('button', { name: 'Starta mötet' }).click();
      await expect(gs.page.locator('.meeting-client')).toContainText('Gör så här först');
      await clean(gs.page, 'the meeting');
      await gs.page.keyboard.press('d');
      await expect(gs.page.getByRole('dialog')).toContainText('I rummet');
      await clean(gs.page, 'the attendance');
      await gs.page.keyboard.press('Escape');
      await gs.page.keyboard.press('e');
      await expect(gs.page.getByRole('dialog')).toContainText('Det här saknas');
      await clean(gs.page, 'what is missing');
      const { board } = await gs.board();
      for (const card of Object.values(board.cards).filter((one) => one.level !== 'plan')) {
        const { client, contact_today } = card;
        const at = Date.parse('2026-03-16T14:00:00Z');
        const who = [board.meeting.chair];
        await gs.command({ kind: 'name_contact', client, who, at, how: 'tel', based_on: contact_today?.seq ?? null });
      }
      await gs.command({ kind: 'close_meeting' });
      await gs.page.goto(`/meeting/${(await gs.board()).board.last_minutes}`);
      await expect(gs.page.getByRole('heading', { level: 1 })).toContainText('Protokoll');
      await clean(gs.page, 'the minutes');
      await gs.page.goto('/meeting/minutes');
      await clean(gs.page, 'the list of minutes');
    });

    test('the page without a server', async ({ as }) => {
      const { page } = await as(null);
      await page.goto('/offline.html');
      await clean(page, 'the page without a server');
    });
  });
}

async function clean(page, what) {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 160)).join('\n  ')}`);
  expect(found, what).toEqual([]);
}
