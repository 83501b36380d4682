// Debian's Firefox, driven through its own protocol (Marionette): no driver has to be installed.
// A fresh profile is pointed at a push service of ours.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const FIREFOX = process.env.FIREFOX ?? 'firefox-esr';

/** What makes Firefox use our push service, show its notifications itself, and ask nobody else. */
const preferences = (push) => ({
  'dom.push.serverURL': push.socket,
  'dom.push.testing.allowInsecureServerURL': true,
  'dom.push.connection.enabled': true,
  'dom.push.retryBaseInterval': 100,
  'permissions.default.desktop-notification': 1,
  'alerts.useSystemBackend': false,
  'marionette.port': 0,
  'intl.locale.requested': 'sv-SE',
  'intl.accept_languages': 'sv-SE, sv',
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'extensions.update.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'services.settings.server': 'data:,',
});

export class Firefox {
  /** Starts a Firefox whose pushes come from `push`. */
  static async start(push) {
    const profile = await mkdtemp(join(tmpdir(), 'tavla-firefox-'));
    const lines = Object.entries(preferences(push)).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const firefox = new Firefox();
    firefox.profile = profile;
    const options = ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile];
    firefox.process = spawn(FIREFOX, options, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: profile } });
    firefox.exited = once(firefox.process, 'exit').catch((error) => [error.message]);
    for (const stream of [firefox.process.stdout, firefox.process.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (firefox.log += text));
    }
    await firefox.connect();
    return firefox;
  }

  /** What Firefox has said, for the report of a test that fails. */
  log = '';
  #waiting = new Map();
  #last = 0;

  async connect() {
    const port = () => readFile(join(this.profile, 'MarionetteActivePort'), 'utf8').then(Number, () => 0);
    const ended = this.exited.then(([code]) => {
      throw new Error(`Firefox ended with ${code} before it was ready:\n${this.log}`);
    });
    ended.catch(() => {});
    await Promise.race([ended, expect.poll(port, { timeout: 40_000, message: 'Firefox is ready' }).toBeGreaterThan(0)]);
    this.socket = connect(await port(), '127.0.0.1');
    let unread = Buffer.alloc(0);
    this.socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk]);
      for (;;) {
        const colon = unread.indexOf(':');
        const length = Number(unread.subarray(0, Math.max(colon, 0)).toString());
        if (colon < 0 || unread.length < colon + 1 + length) return;
        this.#receive(JSON.parse(unread.subarray(colon + 1, colon + 1 + length).toString()));
        unread = unread.subarray(colon + 1 + length);
      }
    });
    await once(this.socket, 'connect');
    await this.ask('WebDriver:NewSession', {});
    await this.ask('WebDriver:SetTimeouts', { script: 40_000, pageLoad: 40_000, implicit: 20_000 });
  }

  #receive(message) {
    if (!Array.isArray(message)) return; // It introduces itself.
    const [, id, error, result] = message;
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) reject(new Error(`${error.error}: ${error.message}`));
    else resolve(result);
  }

  /** One command of the protocol. */
  ask(command, parameters = {}) {
    const id = ++this.#last;
    const text = JSON.stringify([0, id, command, parameters]);
    this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async goto(url) {
    await this.ask('WebDriver:Navigate', { url });
  }

  /** Clicks as a hand does, so that the page may ask for permissions. */
  async click(selector) {
    const { value } = await this.ask('WebDriver:FindElement', { using: 'css selector', value: selector });
    await this.ask('WebDriver:ElementClick', { id: Object.values(value)[0] });
  }

  /** Runs a function in the page. */
  async inPage(run, ...args) {
    const { value } = await this.ask('WebDriver:ExecuteScript', { script: `return (${run})(...arguments)`, args });
    return value;
  }

  /** Runs a function in the browser itself, where its own windows are. */
  async inBrowser(run, ...args) {
    await this.ask('Marionette:SetContext', { value: 'chrome' });
    try {
      return await this.inPage(run, ...args);
    } finally {
      await this.ask('Marionette:SetContext', { value: 'content' });
    }
  }

  /** The text of the page that is in front. */
  async text() {
    return this.inPage(() => document.body.innerText);
  }

  /** The notifications that lie on the screen. */
  async notifications() {
    return this.inBrowser(() =>
      [...Services.wm.getEnumerator('alert:alert')]
        .filter((alert) => alert.document.readyState === 'complete')
        .map(({ document }) => ({
          title: document.getElementById('alertTitleLabel').textContent || document.getElementById('alertTitleLabel').value,
          body: document.getElementById('alertTextLabel').textContent,
        })),
    );
  }

  /** Clicks the only notification. */
  async clickNotification() {
    await this.inBrowser(() => {
      const [alert] = Services.wm.getEnumerator('alert:alert');
      alert.document.getElementById('alertBox').click();
    });
  }

  /** The tab in which a page with this address was opened becomes the one that is asked. */
  async switchTo(fits) {
    await expect
      .poll(
        async () => {
          for (const handle of await this.ask('WebDriver:GetWindowHandles')) {
            await this.ask('WebDriver:SwitchToWindow', { handle, focus: false });
            const { value } = await this.ask('WebDriver:GetCurrentURL');
            if (fits.test(value)) return value;
          }
          return '';
        },
        { timeout: 30_000, message: `a tab with ${fits}` },
      )
      .toMatch(fits);
  }

  async stop() {
    this.socket?.destroy();
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
    await this.exited;
    clearTimeout(late);
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
