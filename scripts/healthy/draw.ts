import { drawWhole, makeRandom, pick, type Random } from '../../harness/core/random.ts';
import type { FaultInput } from '../../harness/scenario/faults.ts';
import type { Manners } from './patient-client.ts';
import { drawRhythm, type Rhythm } from './stop-and-go.ts';

/** One healthy client, and the server and the load that it is put to. */
export interface Drawn {
  scenario: Record<string, unknown>;
  connections: number;
  manners: Manners;
  /** How client and server are stopped while it plays, where that is asked for. */
  rhythm: Rhythm;
}

/** The same number of the same seed is the same run on every machine. */
export function drawHealthy(seed: number, number: number): Drawn {
  const random = makeRandom(seed * 100_003 + number);
  const connections = drawWhole(random, 1, 10);
  const concurrency = drawWhole(random, connections + 1, 3 * connections + 6);
  const kind = pick(random, ['http', 'http', 'http', 'loki', 'docker'] as const);
  const socket = pick(random, ['tcp', 'unix'] as const);
  // Who gives up is content with what it has; who has failures to put right waits for the answer.
  const isImpatient = random() < 0.5;
  return {
    connections,
    manners: {
      ...pick(random, transportsFor(connections)),
      patienceMs: isImpatient ? drawWhole(random, 30, 120) : null,
      retries: isImpatient ? 0 : 20,
      health: drawHealth(makeRandom(seed * 100_003 + 50_000 - number), kind),
    },
    scenario: {
      name: `healthy-${number}`,
      target: { kind, socket, behaviour: drawBehaviour(random, isImpatient) },
      ...(kind === 'http'
        ? { requests: Array.from({ length: drawWhole(random, 1, 3) }, () => drawRequest(random)) }
        : {}),
      load: { concurrency, requests: drawWhole(random, 8, 20) * connections, warmup: pick(random, ['0s', '100ms']) },
      probe: random() < 0.2,
    },
    // Drawn by itself: with stops and without it is the same client.
    rhythm: drawRhythm(makeRandom(seed * 100_003 - number)),
  };
}

const HEALTH = { http: '/ok', loki: '/ready', docker: '/_ping' };

/** Drawn by itself: with questions of its own and without them it is the same client. */
function drawHealth(random: Random, kind: keyof typeof HEALTH): Manners['health'] {
  return random() < 0.4 ? { path: HEALTH[kind], everyMs: drawWhole(random, 50, 700) } : null;
}

function transportsFor(connections: number): Pick<Manners, 'transport' | 'options'>[] {
  const undici = ['undici-agent', 'undici-fetch', 'undici-stream', 'undici-dispatch'];
  const agents = ['http-agent', 'got', 'axios', 'node-fetch', 'superagent'];
  return [
    ...undici.map((transport) => ({ transport, options: { connections } })),
    ...agents.map((transport) => ({ transport, options: { maxSockets: connections } })),
  ];
}

function drawRequest(random: Random): Record<string, unknown> {
  const body = 'x'.repeat(drawWhole(random, 1, 60_000));
  return pick(random, [
    { path: '/ok' },
    { method: 'HEAD', path: '/ok' },
    { path: `/ok?delayMs=${drawWhole(random, 1, 40)}` },
    { path: `/big?bytes=${drawWhole(random, 0, 200_000)}` },
    { path: '/chunked' },
    { method: 'POST', path: '/ok', body },
    { method: 'PUT', path: `/ok?delayMs=${drawWhole(random, 1, 20)}`, body },
  ]);
}

function drawBehaviour(random: Random, isImpatient: boolean): Record<string, unknown> {
  const faults = isImpatient ? delaying(random) : breaking(random);
  const few = drawWhole(random, 0, 2);
  return {
    delayMs: random() < 0.4 ? drawWhole(random, 1, 60) : 0,
    faults: Array.from({ length: few }, () => pick(random, faults)),
  };
}

/** What makes an answer late, or never come: nothing of it is a failure of the server. */
function delaying(random: Random): FaultInput[] {
  const seed = drawWhole(random, 1, 1_000);
  return [
    { kind: 'latency', ms: drawWhole(random, 1, 100), spreadMs: drawWhole(random, 0, 30), share: random(), seed },
    { kind: 'slow-accept', ms: drawWhole(random, 1, 40), share: random(), seed },
    { kind: 'slow-body', bytesPerSecond: drawWhole(random, 2_000, 2_000_000), share: 0.5 * random(), seed },
    { kind: 'hang', share: 0.2 * random(), seed },
    announcedIdle(random),
    { kind: 'rotation', requests: drawWhole(random, 2, 20) },
    { kind: 'connection-close', share: random(), seed },
  ];
}

/** Clients keep clear of it, by up to two seconds. */
function announcedIdle(random: Random): FaultInput {
  return { kind: 'idle-close', ms: drawWhole(random, 500, 4_000), hint: true };
}

/** What breaks requests, or takes connections away under them. */
function breaking(random: Random): FaultInput[] {
  const seed = drawWhole(random, 1, 1_000);
  const share = 0.2 * random();
  return [
    { kind: 'reset', at: pick(random, ['before-headers', 'after-headers', 'mid-body'] as const), share, seed },
    { kind: 'status', status: pick(random, [500, 502, 503, 429]), share, seed },
    { kind: 'truncated-body', share, seed },
    { kind: 'refuse', share, seed },
    announcedIdle(random),
    { kind: 'rotation', requests: drawWhole(random, 2, 20) },
    { kind: 'connection-close', share: random(), seed },
    { kind: 'latency', ms: drawWhole(random, 1, 40), share: random(), seed },
  ];
}
