// What axe says of a page.
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe finds nothing on the page. */
export async function clean(page, what) {
  // What has been scrolled half under a bar that sticks is not too small.
  await page.evaluate(() => document.querySelectorAll('*').forEach((one) => one.scrollTo(0, 0)));
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 160)).join('\n  ')}`,
  );
  expect(found, what).toEqual([]);
}
