import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { eventually } from '../harness/core/testing/patience.ts';
import type { FaultInput } from '../harness/scenario/faults.ts';
import { GET, openWire, readFaults, type Wire } from './faults/testing/wire.ts';
import type { Listening } from './listen.ts';
import { ask, startMock } from './testing.ts';

// A client that leaves is noticed whatever the server is waiting for, and whenever it leaves: on all routes and faults
// that can wait, no connection stays that nobody has the other end of.

const LONG_MS = 3_600_000;

const send = (method: string, path: string, headers: string[] = [], body = '') =>
  [`${method} ${path} HTTP/1.1`, 'Host: mock', ...headers, '', body].join('\r\n');
const post = (path: string, body: string, ...headers: string[]) =>
  send('POST', path, ['Content-Type: application/json', `Content-Length: ${body.length}`, ...headers], body);
/** More is announced than is sent. */
const begin = (path: string, ...headers: string[]) =>
  send('POST', path, ['Content-Type: application/json', 'Content-Length: 1000', ...headers], '{"');
const UPGRADE = ['Connection: Upgrade', 'Upgrade: tcp'];
const WEBSOCKET = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
];
const QUERY = encodeURIComponent('{app="a"}');

interface Row {
  request: string | ((mock: Listening) => Promise<string>);
  faults?: FaultInput[];
  /** Something of an answer comes while the client is there. */
  answers?: boolean;
  /** The client takes nothing of it. */
  readsNothing?: boolean;
}

const OK = GET('/ok');
const faulty = (fault: FaultInput, row: Omit<Row, 'request'> = {}): Row => ({ request: OK, faults: [fault], ...row });

const PLAIN: Record<string, Row> = {
  'an answer at once': { request: OK, answers: true },
  'an answer that is delayed': { request: GET(`/ok?delayMs=${LONG_MS}`) },
  'an answer in chunks': { request: GET('/chunked'), answers: true },
  'an answer that is read by nobody': { request: GET('/big?bytes=50000000'), readsNothing: true },
  'no answer': { request: GET('/hang') },
  'no answer to a body': { request: post('/hang', 'x'.repeat(1_000)) },
  'no answer, three times in a row': { request: GET('/hang').repeat(3) },
  'a stream': { request: GET('/stream'), answers: true },
  'a body that is begun': { request: begin('/ok') },
  'a body that is begun in chunks': { request: send('POST', '/ok', ['Transfer-Encoding: chunked'], '5\r\nhello\r\n') },
  'a body that is begun and asks to upgrade': { request: begin('/ok', ...UPGRADE) },
  'a status for a body that is begun': { request: begin('/status/500') },
};

const FAULTS: Record<string, Row> = {
  latency: faulty({ kind: 'latency', ms: LONG_MS }),
  'latency of a stream': { ...faulty({ kind: 'latency', ms: LONG_MS }), request: GET('/stream') },
  'latency of no answer': { ...faulty({ kind: 'latency', ms: LONG_MS }), request: GET('/hang') },
  'slow-accept': faulty({ kind: 'slow-accept', ms: LONG_MS }),
  'slow-body': faulty({ kind: 'slow-body', bytesPerSecond: 1 }, { answers: true }),
  trickle: faulty({ kind: 'trickle', everyMs: LONG_MS }),
  'trickle of a stream': { ...faulty({ kind: 'trickle', everyMs: LONG_MS }), request: GET('/stream') },
  hang: faulty({ kind: 'hang' }),
  'latency, then hang': { request: OK, faults: [{ kind: 'latency', ms: LONG_MS }, { kind: 'hang' }] },
  'status to a body that is begun': { ...faulty({ kind: 'status', status: 503 }), request: begin('/ok') },
  'rate-limit': faulty({ kind: 'rate-limit', requests: 1 }, { answers: true }),
  'half-close': faulty({ kind: 'half-close' }, { answers: true }),
  'truncated-body': faulty({ kind: 'truncated-body' }, { answers: true }),
  'wrong-length': faulty({ kind: 'wrong-length', by: 5 }, { answers: true }),
  'idle-close': faulty({ kind: 'idle-close', ms: LONG_MS }, { answers: true }),
  'burst of latency': faulty({ kind: 'burst', every: '2h', for: '1h', fault: { kind: 'latency', ms: LONG_MS } }),
  'burst of hang': faulty({ kind: 'burst', every: '2h', for: '1h', fault: { kind: 'hang' } }),
};

const PUSH = '{"streams":[{"stream":{"app":"a"},"values":[]}]}';

const LOKI: Record<string, Row> = {
  'a push': { request: post('/loki/api/v1/push', PUSH), answers: true },
  'a push that is begun': { request: begin('/loki/api/v1/push') },
  'a push that is begun and asks to upgrade': { request: begin('/loki/api/v1/push', ...UPGRADE) },
  'a push that is begun and packed': { request: begin('/loki/api/v1/push', 'Content-Encoding: gzip') },
  'logs of OpenTelemetry that are begun': { request: begin('/otlp/v1/logs') },
  'a query': { request: GET(`/loki/api/v1/query_range?query=${QUERY}`), answers: true },
  'a form that is begun': { request: begin('/loki/api/v1/query_range') },
  'a tail': { request: send('GET', `/loki/api/v1/tail?query=${QUERY}`, WEBSOCKET), answers: true },
  'a tail behind latency': {
    request: send('GET', `/loki/api/v1/tail?query=${QUERY}`, WEBSOCKET),
    faults: [{ kind: 'latency', ms: LONG_MS }],
  },
  'a tail that trickles': {
    request: send('GET', `/loki/api/v1/tail?query=${QUERY}`, WEBSOCKET),
    faults: [{ kind: 'trickle', everyMs: LONG_MS }],
  },
};

async function idOf(mock: Listening, path: string, body: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json', Connection: 'close' };
  const answer = await ask(mock, path, { method: 'POST', headers, body: JSON.stringify(body) });
  return JSON.parse(answer.body).Id;
}

const exec =
  (body: object, ...headers: string[]) =>
  async (mock: Listening) => {
    const id = await idOf(mock, '/containers/logger1/exec', { AttachStdout: true, ...body });
    return post(`/exec/${id}/start`, JSON.stringify({ Tty: 'Tty' in body }), ...headers);
  };

/** A container that says nothing for a long time, attached to in such a way. */
const attach =
  (config: object, query: string, ...headers: string[]) =>
  async (mock: Listening) => {
    const id = await idOf(mock, '/containers/create', { Image: 'busybox', Cmd: ['sleep', '1000000'], ...config });
    await ask(mock, `/containers/${id}/start`, { method: 'POST', headers: { Connection: 'close' } });
    return send('POST', `/containers/${id}/attach?stream=1&stdout=1${query}`, headers);
  };

const DOCKER: Record<string, Row> = {
  'a list': { request: GET('/containers/json'), answers: true },
  events: { request: GET('/events'), answers: true },
  'a log that is followed': { request: GET('/containers/logger1/logs?stdout=1&follow=1&tail=0'), answers: true },
  statistics: { request: GET('/containers/logger1/stats'), answers: true },
  'two samples of statistics': { request: GET('/containers/logger1/stats?stream=0') },
  'a wait': { request: post('/containers/logger1/wait', ''), answers: true },
  'a wait with a body': { request: begin('/containers/logger1/wait') },
  'a container that is begun': { request: begin('/containers/create') },
  'a container that is begun and asks to upgrade': { request: begin('/containers/create', ...UPGRADE) },
  'an exec that is begun and asks to upgrade': { request: begin('/exec/none/start', ...UPGRADE) },
  'an attachment': { request: attach({}, ''), answers: true },
  'an attachment by upgrade': { request: attach({}, '', ...UPGRADE), answers: true },
  'an attachment with input': { request: attach({ OpenStdin: true }, '&stdin=1'), answers: true },
  'an attachment with input, once': {
    request: attach({ OpenStdin: true, StdinOnce: true }, '&stdin=1', ...UPGRADE),
    answers: true,
  },
  'an attachment by websocket': {
    request: send('GET', '/containers/logger1/attach/ws?stream=1&stdin=1', WEBSOCKET),
    answers: true,
  },
  'an exec': { request: exec({ Cmd: ['sleep', '1000000'] }), answers: true },
  'an exec by upgrade': { request: exec({ Cmd: ['sleep', '1000000'] }, ...UPGRADE), answers: true },
  'an exec at a terminal': { request: exec({ Cmd: ['sleep', '1000000'], Tty: true }), answers: true },
  'an exec with input': { request: exec({ Cmd: ['cat'], AttachStdin: true }, ...UPGRADE), answers: true },
  'an exec with input that goes on': { request: exec({ Cmd: ['sleep', '1000000'], AttachStdin: true }), answers: true },
  'an exec behind latency': {
    request: exec({ Cmd: ['cat'], AttachStdin: true }, ...UPGRADE),
    // Not before its run begins: it is made first.
    faults: [{ kind: 'latency', ms: LONG_MS, from: '0s' }],
  },
};

type Moment = (wire: Wire, mock: Listening, row: Row, request: string) => Promise<void>;

const isSent = async (wire: Wire, request: string) => {
  wire.send(request);
  if (wire.socket.writableLength > 0) await once(wire.socket, 'drain');
};

const MOMENTS: Record<string, Moment> = {
  'before the server begins to answer': async (wire, mock, row, request) => {
    await mock.behave([{ kind: 'latency', ms: LONG_MS }]);
    await isSent(wire, request);
    await wire.until(() => mock.ledger.openCount === 1);
    // What a server does not look at has no head that could be read.
    if (!isSlowlyAccepted(row)) await wire.until(() => mock.ledger.activeCount === 1);
  },
  'with its request': async (wire, _mock, _row, request) => {
    await isSent(wire, request);
  },
  'while the server is at it': async (wire, mock, row, request) => {
    await isSent(wire, request);
    const { answers = false } = row;
    if (answers) await wire.until(({ bytes }) => bytes() !== '');
    else await wire.until(() => mock.ledger.openCount === 1);
    if (!answers && !isSlowlyAccepted(row)) await wire.until(() => mock.ledger.activeCount === 1);
  },
};

function isSlowlyAccepted({ faults }: Row): boolean {
  return faults?.[0]?.kind === 'slow-accept';
}

const ROWS = [
  ...Object.entries(PLAIN).map((row) => ['http', ...row] as const),
  ...Object.entries(FAULTS).map((row) => ['http', ...row] as const),
  ...Object.entries(LOKI).map((row) => ['loki', ...row] as const),
  ...Object.entries(DOCKER).map((row) => ['docker', ...row] as const),
];

describe.each(['tcp', 'unix'] as const)('on %s a client that leaves', (socket) => {
  it.each(ROWS)('is noticed by %s: %s', async (kind, _, row) => {
    const faults = readFaults(...(row.faults ?? []));
    await using mock = await startMock(kind, { socket, behaviour: { faults }, begin: false });
    // An exec is taken once: each moment has one of its own, made before any fault acts.
    const { request: make } = row;
    const requests = await Promise.all(Object.keys(MOMENTS).map(() => (typeof make === 'string' ? make : make(mock))));
    mock.begin();
    await allLeft(mock);
    for (const [at, [name, reach]] of Object.entries(MOMENTS).entries()) {
      const request = requests[at] ?? '';
      await mock.behave([]);
      const wire = openWire(mock);
      await once(wire.socket, 'connect');
      if (row.readsNothing) wire.socket.pause();
      await reach(wire, mock, row, request);
      wire.socket.destroy();
      expect([name, await allLeft(mock)]).toEqual([name, { open: 0, active: 0 }]);
    }
  });
});

function allLeft({ ledger }: Listening) {
  return eventually(
    () => ({ open: ledger.openCount, active: ledger.activeCount }),
    ({ open, active }) => open + active === 0,
  );
}
