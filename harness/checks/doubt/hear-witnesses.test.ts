import { describe, expect, it } from 'vitest';
import type { Residual } from '../../record/evidence/requests.ts';
import type { Snapshot } from '../../record/evidence/subject.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { makeInside, makeSnapshot, onUnixSocket } from '../../record/testing/make-evidence.ts';
import { makeMeasured } from '../../record/testing/make-measured.ts';
import { CHECK_NAMES, judgeCase } from '../judge.ts';
import { STANDS_ON } from './stands-on.ts';

// A server that has not noticed that thirty clients gave up and left, and a pool of at most five whose three
// connections rest.

type Kind = 'tcp' | 'unix';
type Word = 'contradicts' | 'agrees' | 'sees nothing';

const [ACCEPTED, GHOSTS] = [33, 30];

function snapshotOf(kind: Kind, word: Word, server: number, ghosts: number): Snapshot {
  const held = word === 'contradicts' ? server - ghosts : server;
  const seen = word === 'sees nothing' ? 0 : held;
  const inside = makeInside({
    clientSocketsOpened: word === 'sees nothing' ? 0 : ACCEPTED,
    clientSocketsOpen: seen,
    clientSocketsToTarget: seen,
  });
  if (kind === 'unix') return { ...onUnixSocket(server, { sockets: 0, toTarget: seen }), serverActive: ghosts, inside };
  const left = word === 'contradicts' ? { 'fin-wait-2': ghosts } : {};
  const kernel = { established: seen, backlog: 0, closeWait: 0, timeWait: 0, other: left, ownByState: null };
  return { ...makeSnapshot(server, 0, ghosts), inside, kernel };
}

function cycles(kind: Kind, word: Word, from: number): Residual[] {
  return Array.from({ length: 10 }, (_, cycle) => {
    const serverOpen = 3 + 3 * (from + cycle);
    const held = { contradicts: 3, agrees: serverOpen, 'sees nothing': 0 }[word];
    return {
      requests: 20,
      serverOpen,
      descriptors: null,
      clientSockets: kind === 'unix' ? held : 0,
      kernelHeld: kind === 'tcp' ? held : null,
      socketListenersMax: null,
      processListeners: null,
      heapUsedBytes: null,
      externalBytes: null,
      arrayBuffersBytes: null,
      gauges: {},
    };
  });
}

const levels = (open: number, ms: number) => ({
  longestMs: Array.from({ length: open }, () => ms),
  totalMs: Array.from({ length: open }, () => ms),
});
const idle = (open: number) => ({ opened: 0, requests: 0, openPeak: open, activePeak: 0 });
const CROWDED = {
  opened: ACCEPTED,
  openPeak: ACCEPTED,
  activePeak: ACCEPTED,
  openLevels: levels(ACCEPTED, 500),
  activeLevels: levels(ACCEPTED, 500),
  queuedBehindBusy: 20,
};

function judged(kind: Kind, word: Word): CaseRecord {
  const at = (server: number, ghosts: number) => snapshotOf(kind, word, server, ghosts);
  const start = at(0, 0);
  const baseline = { ...start, inside: start.inside && { ...start.inside, clientSocketsOpened: 0 } };
  const measured = makeMeasured(
    {
      baseline: { ledger: idle(0), snapshot: baseline },
      load: { ledger: CROWDED, tally: { answered: 70, errors: 30 } },
      drain: { ledger: idle(ACCEPTED), snapshot: at(ACCEPTED, GHOSTS) },
      collect: { ledger: idle(ACCEPTED), snapshot: at(ACCEPTED, GHOSTS) },
      growth: { ledger: { opened: 0, openPeak: ACCEPTED }, tally: {} },
      close: { ledger: idle(GHOSTS), snapshot: at(GHOSTS, GHOSTS) },
    },
    {
      evidence: { growth: { first: cycles(kind, word, 0), again: cycles(kind, word, 10), notRun: null } },
      target: { kind: 'http', socket: kind },
      metrics: { connectionsPeak: ACCEPTED },
      expect: { connectionsPeak: '<=5' },
    },
  );
  return judgeCase(measured);
}

const ON_SERVER_ALONE = ['limit', 'reuse', 'growth', 'drain', 'close', 'stall', 'threshold:connectionsPeak<=5'];
const statusesOf = ({ checks }: CaseRecord) =>
  ON_SERVER_ALONE.map((name) => [name, checks.find((check) => check.name === name)?.status]);
const all = (status: string) => ON_SERVER_ALONE.map((name) => [name, status]);

describe.each(['tcp', 'unix'] as const)('a failure that stands on the word of the server alone, on %s', (kind) => {
  it('is no failure where a witness who could see contradicts it', () => {
    expect(statusesOf(judged(kind, 'contradicts'))).toEqual(all('inconclusive'));
  });

  it.each(['agrees', 'sees nothing'] as const)('stays one where the other witness %s', (word) => {
    expect(statusesOf(judged(kind, word))).toEqual(all('fail'));
  });
});

it.each([
  ['tcp', 'the kernel 3: likely the server is wrong and has not noticed that its client is gone'],
  ['unix', 'the client 3: likely the server is wrong and has not noticed that its client is gone'],
] as const)(
  'what is contradicted on %s names both witnesses with their counts, and who is likely wrong',
  (kind, text) => {
    const { summary = '' } = judged(kind, 'contradicts').checks.find(({ name }) => name === 'drain') ?? {};
    expect(summary).toMatch(/^Contradicted: 30 connections still busy after the load/);
    expect(summary).toContain(`The server counts 33 connections after the load and ${text}`);
  },
);

it('a recorder that counts none at rest is a witness where it has counted before', () => {
  const { checks } = judged('tcp', 'contradicts');
  expect(checks.find(({ name }) => name === 'witnesses')?.summary).toMatch(/^Server, kernel and client|30 half closed/);
});

it('every check says on which witnesses it stands', () => {
  expect(Object.keys(STANDS_ON).sort()).toEqual([...CHECK_NAMES].sort());
});

describe('while requests are under way', () => {
  interface Lines {
    client?: number;
    kernel?: number;
    overMs?: number;
  }
  // Five requests too many at once, of which nothing is left at the end.
  const limitOf = ({ client, kernel, overMs = 2_000 }: Lines) => {
    const over = {
      opened: 10,
      openPeak: 10,
      activePeak: 10,
      openLevels: levels(10, overMs),
      activeLevels: levels(10, overMs),
    };
    const line = (count: number | undefined) => (count === undefined ? {} : { t: [0, 100, 900], v: [0, count, 5] });
    const inside = (opened: number, open: number) =>
      makeInside({ clientSocketsOpened: opened, clientSocketsOpen: open, clientSocketsToTarget: open });
    const measured = makeMeasured(
      {
        baseline: { ledger: idle(0), snapshot: { ...makeSnapshot(0), inside: inside(0, 0) } },
        load: { ledger: over, startMs: 50, endMs: 1_000 },
        drain: {
          ledger: idle(5),
          snapshot: { ...makeSnapshot(5), inside: inside(client === undefined ? 0 : 10, client === undefined ? 0 : 5) },
        },
        collect: null,
        close: null,
      },
      {
        evidence: {
          kernel: { startIntervalMs: 500, intervalMs: 500, samples: 4, looks: 4, costMs: 1, elapsedMs: 3_000 },
        },
        series: Object.fromEntries(
          Object.entries({ 'connections.client': line(client), 'connections.kernel': line(kernel) }).filter(
            ([, { t }]) => t,
          ),
        ) as CaseRecord['series'],
      },
    );
    return judgeCase(measured).checks.find(({ name }) => name === 'limit')?.status;
  };

  it("the client's own line, in which no event is missing, contradicts at any time", () => {
    expect([limitOf({ client: 5 }), limitOf({ client: 10 })]).toEqual(['inconclusive', 'fail']);
    expect(limitOf({ client: 5, overMs: 20 })).toBe('inconclusive');
  });

  it("the kernel's samples contradict only what lasted so long that one of them must have seen it", () => {
    expect([limitOf({ kernel: 5 }), limitOf({ kernel: 10 })]).toEqual(['inconclusive', 'fail']);
    expect([1_500, 1_499].map((overMs) => limitOf({ kernel: 5, overMs }))).toEqual(['inconclusive', 'fail']);
  });

  it('nobody contradicts who has drawn nothing', () => {
    expect(limitOf({})).toBe('fail');
  });
});
