import { describe, expect, it } from 'vitest';
import { errorsIn, warningsIn } from '../testing/found-in.ts';

// A body that nobody reads holds nothing where the request, its pool or the process is ended.

const HTTP = "import http from 'node:http';\n";
const GET = 'http.get(url, { timeout: 1_000 }, (answer) => done(answer.statusCode))';

function probe(callback: string, after = ''): string {
  return `${HTTP}export function probe(url, done) {
    const sent = http.get(url, { timeout: 1_000 }, ${callback});
    ${after}
  }`;
}
const ASKS = '(answer) => done(answer.statusCode)';

describe('a request is ended', () => {
  it.each([
    ['in its callback', probe('(answer) => { done(answer.statusCode); sent.destroy(); }')],
    ['by its older name', probe('(answer) => { done(answer.statusCode); sent.abort(); }')],
    ['by its socket', probe('(answer) => { done(answer.statusCode); sent.socket.destroy(); }')],
    ['by the socket of its answer', probe('(answer) => { done(answer.statusCode); answer.socket.destroy(); }')],
    ['by its answer', probe('(answer) => { done(answer.statusCode); answer.destroy(); }')],
    ['as `this`', probe('function (answer) { done(answer.statusCode); this.destroy(); }')],
    ['where there is one', probe('(answer) => { done(answer.statusCode); sent?.destroy(); }')],
    ['in a callback without the answer', probe('() => { sent.destroy(); done(); }')],
    ['later', probe(ASKS, "sent.on('response', () => sent.destroy());")],
    ['by another function', probe(ASKS, 'finish(sent);')],
    ['by one in a field', probe(ASKS, 'this.sent = sent;')],
    ['by one in a list', probe(ASKS, 'requests.push(sent);')],
    ['by one that gets it', probe(ASKS, 'return sent;')],
    ['in a field at once', `${HTTP}export class A { ask(url, done) { this.sent = ${GET}; } }`],
    [
      'by a function of the file',
      `const finish = (one) => one.destroy();\n${probe('(answer) => { finish(sent); done(answer.statusCode); }')}`,
    ],
    [
      'in another variable',
      `${HTTP}let sent;\nexport function probe(url, done) { sent = http.get(url, { timeout: 9 }, (a) => { done(a.statusCode); sent.destroy(); }); }`,
    ],
    [
      'by a listener for the answer',
      `${HTTP}export const probe = (url, done) => ${GET}.on('response', (answer) => answer.resume());`,
    ],
    ['by an upgrade', probe(ASKS, "sent.on('upgrade', (answer, socket) => socket.destroy());")],
    [
      'with its pool',
      `import { Agent, request } from 'undici';\nexport async function probe(url) { const dispatcher = new Agent({ connections: 1 }); await request(url, { dispatcher }); await request(url, { dispatcher }); await dispatcher.destroy(); }`,
    ],
    [
      'by whatever gets its arguments',
      `${HTTP}export const ask = (url, handler) => http.get(url, { timeout: 9 }, function () { handler.apply(null, arguments); });`,
    ],
  ])('%s', async (_, code) => {
    expect(await errorsIn(code)).toEqual([]);
  });

  it.each([
    ['at once', 'controller.abort();'],
    ['by another function', 'finish(controller);'],
    ['by one that gets it', 'return { controller };'],
  ])('by its signal, %s', async (_, statement) => {
    const code = `export async function head(url) {
      const controller = new AbortController();
      const response = await fetch(url, { signal: controller.signal });
      show(response.headers);
      ${statement}
    }`;
    expect(await errorsIn(code)).toEqual([]);
  });

  it('by a signal of several', async () => {
    const code = `export async function head(url, outer) {
      const inner = new AbortController();
      const response = await fetch(url, { signal: AbortSignal.any([outer, inner.signal]) });
      inner.abort();
      return response.headers;
    }`;
    expect(await errorsIn(code)).toEqual([]);
  });
});

describe('the process is ended', () => {
  const CHECK = "const check = async () => (await fetch('http://localhost:3000/health')).ok;\n";
  it.each([
    [
      'in a callback',
      `${HTTP}http.request({ path: '/health' }, (a) => process.exit(a.statusCode === 200 ? 0 : 1)).end();`,
    ],
    [
      'in a function of a callback',
      `${HTTP}const end = (code) => process.exit(code === 200 ? 0 : 1);\nhttp.get({ path: '/' }, (a) => end(a.statusCode));`,
    ],
    ['behind', "const r = await fetch('http://localhost:3000/health');\nprocess.exit(r.ok ? 0 : 1);"],
    [
      'in a chain',
      "fetch('http://localhost/health').then((r) => process.exit(r.ok ? 0 : 1)).catch(() => process.exit(1));",
    ],
    [
      'at the end of a chain',
      "fetch('http://localhost/health').then((r) => show(r.ok)).finally(() => process.exit());",
    ],
    [
      'by an import',
      "import { exit } from 'node:process';\nconst r = await fetch('http://localhost/');\nexit(r.ok ? 0 : 1);",
    ],
    ['by its code', "const r = await fetch('http://localhost:3000/health');\nprocess.exitCode = r.ok ? 0 : 1;"],
    ['soon', "const r = await fetch('http://localhost/');\nshow(r.ok);\nsetTimeout(() => process.exit(0), 100);"],
    ['by what called', `${CHECK}check().then((isUp) => process.exit(isUp ? 0 : 1));`],
    [
      'by what called that',
      `${CHECK}async function main() { if (!(await check())) throw new Error('x'); }\nawait main();\nprocess.exit(0);`,
    ],
    [
      'by what called a promise',
      `${HTTP}const check = () => new Promise((done) => http.get({ path: '/' }, (a) => done(a.statusCode)));\nprocess.exit(await check() === 200 ? 0 : 1);`,
    ],
    ['on a signal', "process.on('SIGTERM', async () => { await fetch('http://x.y/leave'); process.exit(0); });"],
  ])('%s', async (_, code) => {
    expect(await errorsIn(code)).toEqual([]);
  });
});

describe('nothing is ended, and the body is still missed', () => {
  const TIMED = `const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 1_000);
    const response = await fetch(url, { signal: controller.signal });
    clearTimeout(timer);`;
  it.each([
    ['where an error destroys', probe(ASKS, "sent.on('error', () => sent.destroy());")],
    ['where a time-out destroys', probe(ASKS, "sent.on('timeout', () => sent.destroy(new Error('late')));")],
    ['where a time does', probe(ASKS, 'sent.setTimeout(9, () => sent.destroy());')],
    ['where the caller cancels', probe(ASKS, "signal.addEventListener('abort', () => sent.destroy());")],
    ['where only its body is sent', probe(ASKS, "file.pipe(sent);\nsent.once('close', done);\nconsole.log(sent);")],
    ['where a function looks on', `const look = (one) => one.on('error', show);\n${probe(ASKS, 'look(sent);')}`],
    ['where a failure ends the process', `fetch('http://x.y/').then((r) => show(r.ok)).catch(() => process.exit(1));`],
    [
      'where a signal ends the process',
      `process.on('SIGTERM', () => process.exit(0));\nexport const isUp = async (url) => (await fetch(url)).ok;`,
    ],
    [
      'where it may not start',
      `if (!process.env.PORT) process.exit(1);\nexport const isUp = async (url) => (await fetch(url)).ok;`,
    ],
    ['where a time-out aborts', `export async function isUp(url) { ${TIMED}\n return response.ok; }`],
    [
      'where a time aborts',
      'export const isUp = async (url) => (await fetch(url, { signal: AbortSignal.timeout(9) })).ok;',
    ],
    [
      'where the caller has the signal',
      'export const isUp = async (url, signal) => (await fetch(url, { signal })).ok;',
    ],
  ])('%s', async (_, code) => {
    expect(await errorsIn(code)).toEqual(['unread-body']);
  });

  it('on a way where nothing is', async () => {
    const way = (statement: string) => `export async function load(url) {
      const controller = new AbortController();
      const response = await fetch(url, { signal: controller.signal });
      if (!response.ok) { ${statement} throw new Error('x'); }
      return response.json();
    }`;
    expect(await warningsIn(way('controller.abort();'))).toEqual([]);
    expect(await warningsIn(way(''))).toEqual(['unread-body-on-a-path']);
  });
});
