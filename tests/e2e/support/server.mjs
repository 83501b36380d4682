// Starts the real server with a demonstration in a folder of its own, and stops it.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../..');
// What is measured is the program that a customer runs, not the one that the tests build.
const BUILD = process.env.SERVER_BUILD ?? 'debug';
const SERVER = join(resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target'), BUILD, 'server');

// A server that has not stopped after this long is hanging, which is a fault of its own.
const STOPS_WITHIN = 20_000;

export class Server {
  /** Starts a server whose letters may go to `pushOrigin`. */
  static async start(pushOrigin) {
    const server = new Server(await mkdtemp(join(tmpdir(), 'tavla-e2e-')), pushOrigin);
    await server.run('127.0.0.1:0');
    return server;
  }

  constructor(data, pushOrigin) {
    this.data = data;
    this.pushOrigin = pushOrigin;
    /** What the server has logged, for the report of a test that fails. */
    this.log = '';
  }

  async run(addr) {
    const { REDIS_URL: _, TAVLA_BASE_URL: __, ...inherited } = process.env;
    const env = {
      ...inherited,
      TAVLA_ADDR: addr,
      TAVLA_DATA: this.data,
      TAVLA_PUSH_ALLOW: this.pushOrigin,
    };
    this.process = spawn(SERVER, ['demo'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stderr.setEncoding('utf8').on('data', (text) => (this.log += text));
    this.exited = once(this.process, 'exit');
    const started = new Promise((found) => {
      createInterface(this.process.stdout).on('line', (line) => {
        this.log += `${line}\n`;
        const address = line.match(/https?:\/\/[\w.:[\]]+/)?.[0];
        if (address) found(address);
      });
    });
    const failed = this.exited.then(([code, signal]) => {
      throw new Error(`the server ended with ${signal ?? code} before it was ready:\n${this.log}`);
    });
    this.url = await Promise.race([started, failed]);
    failed.catch(() => {});
  }

  /** Ends the server without a warning, as a power cut would, and starts it again. */
  async killAndRestart() {
    await this.kill();
    await this.restart();
  }

  /** Ends the server without a warning. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  /** Starts a server that was killed, at the address that it had. */
  async restart() {
    await this.run(new URL(this.url).host);
  }

  /** Makes a new key for pushes, as an operator would; the running server takes it over soon. */
  async rotateKey() {
    const { REDIS_URL: _, ...inherited } = process.env;
    const env = { ...inherited, REDIS_URL: `redis+unix://${join(this.data, 'redis/redis.sock')}` };
    const { stdout } = await promisify(execFile)(SERVER, ['vapid', 'rotate'], { cwd: ROOT, env });
    return stdout.trim();
  }

  /** Makes the server's own Redis stand still, as a full disk or a lost machine would. */
  async freezeStore() {
    this.frozen = Number(await readFile(join(this.data, 'redis/redis.pid'), 'utf8'));
    process.kill(this.frozen, 'SIGSTOP');
  }

  /** Lets the server's own Redis go on. */
  thawStore() {
    if (this.frozen) process.kill(this.frozen, 'SIGCONT');
    this.frozen = undefined;
  }

  async stop() {
    this.thawStore();
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGTERM');
      const late = setTimeout(() => this.process.kill('SIGKILL'), STOPS_WITHIN);
      await this.exited;
      clearTimeout(late);
    }
    await rm(this.data, { recursive: true, force: true });
  }
}
