// Pictures of the pages: those of the README, and every page in both themes, both
// languages and three sizes for people who look at them. `make screenshots` runs it.
import { fileURLToPath } from 'node:url';
import { test } from './support/fixtures.mjs';

const FOR_README = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const FOR_REVIEW = fileURLToPath(new URL('../../screenshots/', import.meta.url));

const LAPTOP = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const WALL = { viewport: { width: 1920, height: 1080 } };

/** Sets the look of a browser as the settings page would. */
async function look(person, form) {
  await person.post('/settings/look', { form: { next: '/', ...form }, maxRedirects: 0 });
}

test('pictures for the README @screenshots', async ({ as }) => {
  const leader = await as('gs', LAPTOP);
  const alert = await leader.raise('F.N.');
  await leader.openBoard();
  await leader.page.screenshot({ path: `${FOR_README}board.png` });

  const wall = await as('xl', WALL);
  await look(wall, { masked: '1' });
  await wall.openBoard();
  await wall.page.screenshot({ path: `${FOR_README}wall.png` });

  const phone = await as('nb', { ...PHONE, colorScheme: 'dark' });
  await phone.openBoard();
  await phone.page.screenshot({ path: `${FOR_README}phone.png` });

  const called = await as('ps', { ...PHONE, javaScriptEnabled: false });
  await called.page.goto(`/alerts/${alert.number}`);
  await called.page.screenshot({ path: `${FOR_README}alert.png` });
});

for (const language of ['sv', 'en']) {
  for (const scheme of ['light', 'dark']) {
    for (const [size, options] of Object.entries({ laptop: LAPTOP, phone: PHONE, wall: WALL })) {
      test(`every page, ${language}, ${scheme}, ${size} @screenshots`, async ({ as }) => {
        const name = (page) => `${FOR_REVIEW}${page}-${size}-${scheme}-${language}.png`;
        const leader = await as('gs', options);
        await look(leader, { language, scheme, masked: size === 'wall' ? '1' : '0' });
        const alert = await leader.raise('F.N.');
        await leader.openBoard();
        await leader.page.screenshot({ path: name('board'), fullPage: size === 'phone' });
        const client = await leader.clientId('B.T.');
        await leader.page.goto(`/?client=${client}`);
        await leader.isLive();
        await leader.page.screenshot({ path: name('panel') });
        for (const [page, path] of [['alert', `/alerts/${alert.number}`], ['settings', '/settings'], ['missing', '/nothing-here']]) {
          await leader.page.goto(path);
          await leader.page.screenshot({ path: name(page), fullPage: true });
        }
        const manager = await as('od', options);
        await look(manager, { language, scheme });
        await manager.page.goto('/');
        await manager.page.screenshot({ path: name('load') });
        const stranger = await as(null, { ...options, colorScheme: scheme, locale: language === 'en' ? 'en-GB' : 'sv-SE' });
        await stranger.page.goto('/log-in');
        await stranger.page.screenshot({ path: name('log-in'), fullPage: true });
      });
    }
  }
}
