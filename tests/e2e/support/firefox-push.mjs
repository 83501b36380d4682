// A push service for a real Firefox: towards the browser the socket that Mozilla's own service
// speaks, towards our server RFC 8030. It reads nothing: letters are encrypted for the browser.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

export class FirefoxPush {
  static async start() {
    const push = new FirefoxPush();
    push.http = createServer((request, response) => push.#take(request, response));
    const handleProtocols = (offered) => (offered.has('push-notification') ? 'push-notification' : false);
    push.sockets = new WebSocketServer({ server: push.http, handleProtocols });
    push.sockets.on('connection', (socket) => socket.on('message', (text) => push.#hear(socket, text)));
    await new Promise((ready) => push.http.listen(0, '127.0.0.1', ready));
    const { port } = push.http.address();
    push.origin = `http://127.0.0.1:${port}`;
    push.socket = `ws://127.0.0.1:${port}/`;
    return push;
  }

  /** Forgets the browser, as a service does that has lost its store: every subscription ends. */
  forget() {
    this.lost = true;
    this.channels.clear();
    for (const socket of this.sockets.clients) socket.terminate();
  }

  /** Subscriptions by their channel: the key under which each was made, and its socket. */
  channels = new Map();
  /** How many letters the browser said it has understood, and how many not. */
  understood = 0;
  refused = [];
  /** Answers to our server, by status. */
  answers = [];

  #hear(socket, text) {
    const message = JSON.parse(text);
    const answer = (words) => socket.send(JSON.stringify({ messageType: message.messageType, ...words }));
    switch (message.messageType) {
      case 'hello':
        // Another name than the browser had tells it that its subscriptions are gone.
        answer({ uaid: (!this.lost && message.uaid) || randomUUID().replaceAll('-', ''), status: 200, use_webpush: true });
        this.lost = false;
        break;
      case 'register': {
        const { channelID, key } = message;
        this.channels.set(channelID, { key, socket });
        answer({ channelID, status: 200, pushEndpoint: `${this.origin}/wpush/${channelID}` });
        break;
      }
      case 'unregister':
        this.channels.delete(message.channelID);
        answer({ channelID: message.channelID, status: 200 });
        break;
      case 'ack':
        // 100: decrypted and handed to the page.
        for (const { code } of message.updates) {
          if (code === 100) this.understood++;
          else this.refused.push(code);
        }
        break;
      case 'nack':
        this.refused.push(message.code);
        break;
      default: // pings are `{}`
        socket.send('{}');
    }
  }

  async #take(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const end = (status) => {
      this.answers.push(status);
      response.writeHead(status).end();
    };
    const channelID = request.url.match(/^\/wpush\/([\w-]+)$/)?.[1];
    const channel = this.channels.get(channelID);
    if (request.method !== 'POST' || !channel) return end(410);
    // As real services do: only the key under which the browser subscribed may send to it.
    const key = request.headers.authorization?.match(/k=([\w-]+)/)?.[1];
    if (channel.key && key !== channel.key.replace(/=+$/, '')) return end(403);
    end(201);
    channel.socket.send(
      JSON.stringify({
        messageType: 'notification',
        channelID,
        version: randomUUID(),
        data: Buffer.concat(chunks).toString('base64url'),
        headers: { encoding: request.headers['content-encoding'] },
      }),
    );
  }

  async stop() {
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }
}
