// What a screen reader finds on four pages: their landmarks, headings and buttons. What differs
// between two runs, as ids and the numbers of alerts, is left out of the stored trees; whatever
// else a page holds is no fault.
import { expect, test } from './support/fixtures.mjs';
import { PAGES, World } from './support/pages.mjs';

for (const name of ['board', 'meeting', 'alert', 'load']) {
  test(`a screen reader finds its way on the page ${name}`, async ({ as }) => {
    const world = new World(as);
    const { group } = PAGES.find((one) => one.name === name);
    const before = PAGES.filter((one) => one.group === group);
    let person;
    // A page may follow from those before it.
    for (const entry of before.slice(0, before.findIndex((one) => one.name === name) + 1)) {
      person = await world.open(entry);
    }
    await expect(person.page.locator('body')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  });
}
