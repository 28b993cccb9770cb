import { describe, expect, it } from 'vitest';
import { errorsIn, warningsIn } from './testing/found-in.ts';

// What is answered without a body cannot be left unread.

const HTTP = "import http from 'node:http';\n";
const UNDICI = "import { Pool, request } from 'undici';\nconst pool = new Pool('http://x.y', { connections: 5 });\n";
const TIMED = 'timeout: 1_000';

describe('an answer that may have no body is no unread one', () => {
  it.each([
    ['a Request', 'export const f = async (url) => (await fetch(new Request(url, { method: "HEAD" }))).ok;'],
    [
      'a Request with a name',
      'const r = new Request(url, { method: "HEAD" });\nexport const f = async () => (await fetch(r)).ok;',
    ],
    ['a Request like another', 'export const f = async (url, old) => (await fetch(new Request(url, old))).ok;'],
    ['a Request handed in', 'export const f = async (request) => (await fetch(request)).ok;'],
    ['options handed in', 'export const f = async (url, init) => (await fetch(url, init)).ok;'],
    ['options with a default', 'export const f = async (url, init = {}) => (await fetch(url, init)).ok;'],
    ['options spread', 'export const f = async (url, init) => (await fetch(url, { redirect: "follow", ...init })).ok;'],
    ['options over a default', 'export const f = async (url, o) => (await fetch(url, { method: "GET", ...o })).ok;'],
    ['a choice', 'export const f = async (url, all) => (await fetch(url, { method: all ? "GET" : "HEAD" })).ok;'],
    ['a parameter', 'export const f = async (url, method) => (await fetch(url, { method })).ok;'],
    ['undici', `${UNDICI}export const f = async (o) => (await request('http://x.y', o)).statusCode;`],
    [
      'a pool',
      `${UNDICI}export const f = async (path, method) => { const { statusCode } = await pool.request({ path, method }); return statusCode; };`,
    ],
    [
      'options of a pool',
      `${UNDICI}export const f = async (o) => { const { statusCode } = await pool.request({ ...o, path: '/' }); return statusCode; };`,
    ],
    [
      'node:http',
      `${HTTP}export const f = (options, done) => http.request(options, (answer) => done(answer.statusCode)).end();`,
    ],
    ['http.get', `${HTTP}http.get({ host: 'x.y', ${TIMED}, method: 'HEAD' }, (answer) => done(answer.headers));`],
    [
      'CONNECT',
      `${HTTP}const sent = http.request({ method: 'CONNECT', ${TIMED} }, (answer) => done(answer.statusCode));\nsent.on('connect', (answer, socket) => socket.end());`,
    ],
  ])('by its method: %s', async (_, code) => {
    expect(await errorsIn(code)).toEqual([]);
  });

  it.each([
    ['assigned', "options.method = 'HEAD';"],
    ['assigned on a condition', "if (isShort) options.method = 'HEAD';"],
    ['assigned from elsewhere', 'options.method = method;'],
    ['assigned by name', 'options[name] = value;'],
    ['merged', 'Object.assign(options, more);'],
  ])('by a method that is %s', async (_, statement) => {
    const code = `${HTTP}export function f(host, done) {
      const options = { host, ${TIMED} };
      ${statement}
      http.request(options, (answer) => done(answer.headers)).end();
    }`;
    expect(await errorsIn(code)).toEqual([]);
  });

  it.each([
    ['if', 'const r = await fetch(url, { method: "DELETE" });\n  if (r.status !== 204) throw new Error(r.statusText);'],
    ['return', 'const r = await fetch(url);\n  return r.status === 304;'],
    ['a list', 'const r = await fetch(url);\n  return [202, 204].includes(r.status);'],
    ['a constant', 'const r = await fetch(url);\n  return r.status === HttpStatus.NO_CONTENT;'],
    [
      'switch',
      'const r = await fetch(url);\n  switch (r.status) { case 204: return true; default: throw new Error("x"); }',
    ],
    ['a name', 'const { status } = await fetch(url);\n  if (status !== 204) throw new Error("x");'],
    [
      'a later name',
      'const r = await fetch(url);\n  const status = r.status;\n  if (status !== 204) throw new Error("x");',
    ],
    ['the answer itself', 'return (await fetch(url)).status === 204;'],
    ['a chain', 'return fetch(url).then((r) => r.status === 204);'],
    ['an assertion', 'const r = await fetch(url);\n  assert.equal(r.status, 204);'],
  ])('by the status that is expected: %s', async (_, body) => {
    expect(await errorsIn(`export async function f(url) {\n  ${body}\n}`)).toEqual([]);
  });
});

describe('an answer with a body is still accused', () => {
  it.each([
    ['to GET', 'export const f = async (url) => (await fetch(new Request(url, { redirect: "follow" }))).ok;'],
    ['to POST over options', 'export const f = async (url, o) => (await fetch(url, { ...o, method: "POST" })).ok;'],
    ['to one of two', 'export const f = async (url, all) => (await fetch(url, { method: all ? "GET" : "POST" })).ok;'],
    [
      'of another status',
      'export const f = async (url) => { const r = await fetch(url); if (r.status !== 200) throw new Error("x"); };',
    ],
    [
      'of http.get',
      `${HTTP}export const f = (url, done) => http.get(url, { ${TIMED} }, (answer) => done(answer.statusCode));`,
    ],
    [
      'of an address alone',
      `${HTTP}export const f = (url, done) => http.request(url, (answer) => done(answer.statusCode)).setTimeout(9).end();`,
    ],
    [
      'of options that get a time',
      `${HTTP}const options = { host: 'x.y' };\noptions.timeout = 1_000;\nhttp.request(options, (answer) => done(answer.statusCode)).end();`,
    ],
    [
      'of options that get a method',
      `${HTTP}const options = { host: 'x.y', ${TIMED} };\noptions.method = 'POST';\nhttp.request(options, (answer) => done(answer.statusCode)).end();`,
    ],
    [
      'of a pool',
      `${UNDICI}export const f = async (path) => { const { statusCode } = await pool.request({ path, method: 'GET' }); return statusCode; };`,
    ],
    [
      'of one call with known options',
      'const ask = async (url, init) => (await fetch(url, init)).ok;\nshow(await ask("https://x.y/", { method: "PUT" }));',
    ],
  ])('%s', async (_, code) => {
    expect(await errorsIn(code)).toEqual(['unread-body']);
  });
});

it('is one on the way on which it is not read, whatever its method', async () => {
  const code = `export async function f(url, init) {
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  }`;
  expect(await warningsIn(code)).toEqual(['unread-body-on-a-path']);
});
