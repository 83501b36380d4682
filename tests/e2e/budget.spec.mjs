// What a browser downloads must not grow unseen. `make budget` records what it is.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { expect, test } from './support/fixtures.mjs';

const RECORDED = new URL('budget.json', import.meta.url);
const SITE = new URL('../../site/', import.meta.url);

/** A tenth in either direction: compilers of other versions differ by less. */
const LEAST = 0.9;
const MOST = 1.1;

test('nothing that a browser downloads has grown by a tenth', async ({ as }) => {
  const { script, preload, later, style } = JSON.parse(await readFile(new URL('assets.json', SITE), 'utf8'));
  const sizes = {
    'JavaScript and WebAssembly of the board': await built(script, ...preload),
    'WebAssembly that follows': await built(later),
    'style sheet': await built(style),
    ...(await pages(as)),
  };
  if (process.env.RECORD_BUDGET) {
    await writeFile(RECORDED, `${JSON.stringify(sizes, null, 2)}\n`);
    return;
  }
  const recorded = JSON.parse(await readFile(RECORDED, 'utf8'));
  expect(Object.keys(sizes), 'what is recorded; `make budget` records it anew').toEqual(Object.keys(recorded));
  for (const [what, bytes] of Object.entries(sizes)) {
    const said = `${what}: ${bytes} bytes, and ${recorded[what]} were recorded`;
    expect.soft(bytes, `${said}. Make it smaller, or say why it must grow and run \`make budget\`.`).toBeLessThanOrEqual(
      recorded[what] * MOST,
    );
    // Else it could grow back unseen.
    expect.soft(bytes, `${said}. Well done: keep it with \`make budget\`.`).toBeGreaterThanOrEqual(recorded[what] * LEAST);
  }
});

/** The sum of files of the site, compressed as browsers get them. */
async function built(...files) {
  const sizes = await Promise.all(files.map(async (file) => (await stat(new URL(`.${file}.br`, SITE))).size));
  return sizes.reduce((sum, size) => sum + size);
}

/** The pages on which somebody waits for every byte, as they are sent. */
async function pages(as) {
  const gs = await as('gs');
  const { number } = await gs.raise('S.O.');
  const nb = await as('nb');
  return {
    'page of the board': await sent(gs, '/'),
    'page of an alert': await sent(nb, `/alerts/${number}`),
    'page of the day': await sent(nb, '/my-day'),
  };
}

/** How many bytes of a page leave the server. */
async function sent(person, path) {
  const cookies = await person.context.cookies();
  const headers = {
    accept: 'text/html',
    'accept-encoding': 'br',
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
  };
  const response = await new Promise((resolve, reject) => {
    request(`${person.server.url}${path}`, { headers }, resolve).on('error', reject).end();
  });
  expect([response.statusCode, response.headers['content-encoding']], path).toEqual([200, 'br']);
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  return bytes;
}
