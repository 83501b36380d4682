// The program in the browser reads what the server writes, by a reader of its own (ADR 0021).
// Here a stand-in says everything that a server ever said.
import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures.mjs';

const GOLDEN = new URL('../../shared/tests/golden/', import.meta.url);
const lines = (name) =>
  readFileSync(new URL(name, GOLDEN), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));

test('every event and every message is read by the page', async ({ as }) => {
  const nb = await as('nb');
  let socket;
  let pong;
  await nb.page.routeWebSocket(/\/live/, (ours) => {
    ours.onMessage((text) => {
      const said = JSON.parse(text);
      if (said.type === 'pong') pong();
      if (said.type !== 'hello') return;
      ours.send(JSON.stringify({ type: 'resumed', position: said.position }));
      socket = { ours, seq: said.position.seq };
    });
  });
  await nb.openBoard();
  const say = (message) => socket.ours.send(JSON.stringify(message));
  // Only a page that could read everything before a ping, and missed nothing, answers it.
  const ping = () =>
    new Promise((answered) => {
      pong = answered;
      say({ type: 'ping', seq: socket.seq, now: Date.now() });
    });

  const events = lines('events.jsonl');
  expect(events.length).toBeGreaterThan(100);
  for (const event of events) {
    socket.seq += 1;
    say({ type: 'step', seq: socket.seq, recorded: { ...event, seq: socket.seq } });
  }
  await ping();

  const messages = lines('messages.jsonl');
  for (const message of messages.filter(({ type }) => ['answer', 'tally'].includes(type))) say(message);
  // The newest only: a page never gets a board of an earlier protocol.
  const snapshot = messages.findLast(({ type }) => type === 'snapshot');
  say(snapshot);
  socket.seq = snapshot.position.seq;
  await ping();

  // What cannot be read is noticed, so that the above could have failed.
  say({ type: 'step', seq: socket.seq + 1, recorded: { seq: socket.seq + 1 } });
  await expect(nb.page.locator('.link')).toHaveAttribute('data-link', 'ended');
});
