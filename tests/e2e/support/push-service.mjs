// A push service (RFC 8030) for the tests. It takes letters, decrypts them with a library
// that is not the server's, checks the server's token with another, and keeps them.
import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import ece from 'http_ece';
import { importJWK, jwtVerify } from 'jose';

export class PushService {
  static async start() {
    const service = new PushService();
    service.http = createServer((request, response) => service.take(request, response));
    await new Promise((ready) => service.http.listen(0, '127.0.0.1', ready));
    service.origin = `http://127.0.0.1:${service.http.address().port}`;
    return service;
  }

  /** Subscriptions, by the path of their endpoint. */
  devices = new Map();

  /** A phone that has subscribed here; what `POST /devices` wants to know stands in it. */
  subscribe(label = 'Telefon') {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const auth = randomBytes(16);
    const path = `/push/${randomBytes(12).toString('hex')}`;
    const device = new Device(ecdh, auth, {
      endpoint: this.origin + path,
      p256dh: ecdh.getPublicKey('base64url'),
      auth: auth.toString('base64url'),
      label,
    });
    this.devices.set(path, device);
    return device;
  }

  async take(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const device = this.devices.get(request.url);
    if (request.method !== 'POST' || !device) {
      response.writeHead(404).end();
      return;
    }
    if (device.answer !== 201) {
      response.writeHead(device.answer).end();
      return;
    }
    try {
      const letter = await this.open(device, request.headers, Buffer.concat(chunks));
      response.writeHead(201, { location: `${this.origin}/message/${device.letters.length}` }).end();
      device.receive(letter);
    } catch (error) {
      // A letter that a browser could not read is a failure of the test, not of this service.
      response.writeHead(400).end();
      device.receive({ error });
    }
  }

  /** Decrypts a letter and verifies the token that came with it. */
  async open(device, headers, body) {
    const plain = ece.decrypt(body, {
      version: headers['content-encoding'],
      privateKey: device.ecdh,
      authSecret: device.auth,
    });
    const [, token, key] = headers.authorization.match(/^vapid t=([^,]+), ?k=(.+)$/);
    return {
      payload: JSON.parse(plain.toString('utf8')),
      bytes: plain.length,
      claims: await verify(token, key, this.origin),
      key,
      ttl: Number(headers.ttl),
      urgency: headers.urgency,
      topic: headers.topic,
      encoding: headers['content-encoding'],
    };
  }

  async stop() {
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }
}

/** Verifies a token as RFC 8292 asks: signature, audience with port, expiry, contact. */
async function verify(token, key, origin) {
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const options = { algorithms: ['ES256'], audience: origin, requiredClaims: ['exp', 'sub'] };
  const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), options);
  return payload;
}

class Device {
  /** Every letter that has arrived. */
  letters = [];
  /** The status with which the push service answers. */
  answer = 201;
  #waiting = [];
  #read = 0;

  constructor(ecdh, auth, subscription) {
    this.ecdh = ecdh;
    this.auth = auth;
    this.subscription = subscription;
  }

  receive(letter) {
    this.letters.push(letter);
    this.#waiting.splice(0).forEach((wake) => wake());
  }

  /** The next letter that has not been looked at yet; waits for it. */
  async next() {
    while (this.#read === this.letters.length) {
      await new Promise((wake) => this.#waiting.push(wake));
    }
    const letter = this.letters[this.#read++];
    if (letter.error) throw letter.error;
    return letter;
  }
}
