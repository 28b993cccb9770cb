import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FUZZ_TIMEOUT_MS, holdsForAll, reportTried } from '../fuzz.ts';
import { Daemon } from './testing/daemon.ts';
import { Talk } from './testing/talk.ts';

// Whatever clients send, the daemon answers with a status that dockerd documents, and lives.

const DOCUMENTED = [101, 200, 201, 204, 301, 304, 400, 404, 409, 500];
vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

let daemon: Daemon;
beforeAll(async () => {
  daemon = await Daemon.start({ containers: 3 });
});
afterAll(async () => {
  reportTried();
  // What was made of broken bodies can be shown.
  const containers = await daemon.get<{ Id: string }[]>('/containers/json?all=1&size=1');
  expect(containers.length).toBeGreaterThan(3);
  for (const { Id } of containers) expect((await daemon.ask('GET', `/containers/${Id}/json`)).status).toBe(200);
  await daemon[Symbol.asyncDispose]();
});

async function expectDocumented(method: string, path: string, body?: string, contentType = 'application/json') {
  const headers = body === undefined ? {} : { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) };
  const message = await daemon.open(method, path, { headers, ...(body !== undefined && { body }) });
  expect(DOCUMENTED).toContain(message.statusCode);
  // What the mock did not foresee is its own fault, and is not hidden behind a 500 of the daemon.
  if (message.statusCode === 500) expect(await text(message)).not.toContain('the mock itself failed');
  else message.destroy();
}

const FILTERED = [
  '/containers/json',
  '/images/json',
  '/networks',
  '/volumes',
  '/events?until=1',
  '/containers/json?all=1',
];
const VALUE = fc.oneof(
  fc.string(),
  fc.constantFrom('0', '1', 'true', 'none', '-1', '1.5', '1e99', '99999999999999999999'),
);
const NAME = fc.oneof(fc.constantFrom('logger1', 'ttylog', 'nope', 'a', '%2e%2e'), fc.string());

test('broken filters', async () => {
  const filters = fc.oneof(
    fc.json(),
    fc.string(),
    fc.json().map((json) => json.slice(0, -1)),
  );
  await holdsForAll(
    fc.asyncProperty(fc.constantFrom(...FILTERED), filters, (path, filter) =>
      expectDocumented('GET', `${path}${path.includes('?') ? '&' : '?'}filters=${encodeURIComponent(filter)}`),
    ),
  );
});

// Patterns that are dear for an engine that tries one way after the other.
const repeated = fc.constantFrom('(\\w+)+', '(a|a)*', '(.*)*', '([0-9a-f]+)*', '(\\w|\\d)+', '(a?){50}', '(((x+)+)+)+');
const pattern = fc.tuple(repeated, fc.constantFrom('', '!', '$', '^', '\\b!')).map((parts) => parts.join(''));

test('a pattern that would keep a backtracking engine busy for good is answered like any other', async () => {
  for (const key of ['id', 'name']) {
    const filters = encodeURIComponent(JSON.stringify({ [key]: ['(\\w+)+!', '^(([a-z0-9-])+.)+[A-Z]([a-z])+$'] }));
    expect(await daemon.get(`/containers/json?all=1&filters=${filters}`)).toEqual([]);
  }
  const references = encodeURIComponent(JSON.stringify({ reference: [`${'*a*'.repeat(60)}!`] }));
  expect(await daemon.get(`/images/json?filters=${references}`)).toEqual([]);
  const headers = { Connection: 'Upgrade', Upgrade: 'tcp' };
  const message = await daemon.open('POST', `${'/exec/x'.repeat(100_000)}/begin`, { headers });
  expect(message.statusCode).toBe(404);
  message.resume();
});

test('filters of known keys with any value', async () => {
  const keys = fc.constantFrom('name', 'id', 'label', 'status', 'exited', 'before', 'since', 'network', 'is-task');
  const filters = fc.dictionary(keys, fc.array(fc.oneof(fc.string(), pattern), { maxLength: 3 }));
  await holdsForAll(
    fc.asyncProperty(filters, (value) =>
      expectDocumented('GET', `/containers/json?filters=${encodeURIComponent(JSON.stringify(value))}`),
    ),
  );
});

test('any value of any parameter', async () => {
  const paths = [
    '/containers/logger1/logs?stdout=1&',
    '/containers/json?',
    '/events?',
    '/containers/logger1/stats?one-shot=1&',
  ];
  const keys = fc.constantFrom('all', 'limit', 'since', 'until', 'tail', 'timestamps', 'follow', 'stream', 'size');
  const pairs = fc.array(fc.tuple(keys, VALUE), { maxLength: 4 });
  await holdsForAll(
    fc.asyncProperty(fc.constantFrom(...paths), pairs, (path, parameters) =>
      expectDocumented('GET', path + new URLSearchParams(parameters)),
    ),
  );
});

test('any name and any action', async () => {
  const actions = [
    'json',
    'logs?stdout=1',
    'top',
    'changes',
    'start',
    'stop?t=0',
    'rename?name=x',
    'kill?signal=0',
    'exec',
    'pause',
  ];
  await holdsForAll(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'),
      NAME,
      fc.constantFrom(...actions),
      (method, name, action) => expectDocumented(method, `/containers/${encodeURIComponent(name)}/${action}`),
    ),
  );
});

test('broken bodies', async () => {
  const paths = ['/containers/create', '/containers/svc-3/exec', '/containers/svc-3/update', '/exec/nope/start'];
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc.json().map((json) => json.slice(1)),
  );
  const types = fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', '');
  await holdsForAll(
    fc.asyncProperty(fc.constantFrom(...paths), bodies, types, (path, body, type) =>
      expectDocumented('POST', path, body, type),
    ),
  );
});

test('containers of which any field is wrong', async () => {
  const or = <T>(right: T) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.jsonValue() });
  const bodies = fc.record(
    {
      Image: or('tinybb'),
      Cmd: or(['true']),
      Tty: or(true),
      Labels: or({ a: 'b' }),
      Hostname: or('h'),
      ExposedPorts: or({ '80/tcp': {} }),
      HostConfig: fc.record(
        { NetworkMode: or('none'), Binds: or(['/a:/b']), PortBindings: or({ '80/tcp': [{ HostPort: '1' }] }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['Image', 'Cmd'] },
  );
  await holdsForAll(
    fc.asyncProperty(bodies, (body) => expectDocumented('POST', '/containers/create', JSON.stringify(body))),
  );
});

test('any path that a request line can hold', async () => {
  const part = fc.stringMatching(/^[!$-.0-;=@-Z_a-z~%]*$/);
  await holdsForAll(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), (parts) => expectDocumented('GET', `/${parts.join('/')}`)),
  );
});

test('any bytes end with an answer and the connection, or go on as HTTP', async () => {
  const line = fc.constantFrom('GET /_ping HTTP/1.1\r\n', 'POST /exec/x/start HTTP/1.1\r\n', 'BLAH / HTTP/1.1\r\n', '');
  const headers = fc.constantFrom(
    'Host: d\r\n',
    'Content-Length: -1\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Connection: Upgrade\r\nUpgrade: tcp\r\n',
    '',
  );
  const bytes = fc.uint8Array({ maxLength: 64 });
  await holdsForAll(
    fc.asyncProperty(line, fc.array(headers, { maxLength: 4 }), bytes, async (first, others, rest) => {
      using talk = await Talk.to(daemon.socketPath);
      talk
        .send(first + others.join(''))
        .send(Buffer.from(rest))
        .send('\r\n\r\n')
        .finish();
      const answer = await talk.untilEnd();
      if (answer) expect(answer).toMatch(/^HTTP\/1\.[01] \d{3} /);
    }),
  );
});
