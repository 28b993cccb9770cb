import { describe, expect, it } from 'vitest';
import type { Closure } from '../record/evidence/ledger.ts';
import {
  makeAgents,
  makeHttpKind,
  makeInside,
  makeSnapshot,
  onUnixSocket,
  withOwn,
} from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { close } from './close.ts';

describe('close', () => {
  it.each([
    [{ outcome: 'hung', tookMs: 2_000, message: null }, 'fail', /had not settled after 2 s/],
    [{ outcome: 'threw', tookMs: 1, message: 'no' }, 'fail', /threw: no/],
    [null, 'inconclusive', /not reached/],
  ] as const)('that ended as %j is a %s', (outcome, status, summary) => {
    const measured = makeMeasured({}, { evidence: { close: outcome } });
    expect(close(measured)).toMatchObject({ status, summary: expect.stringMatching(summary) });
  });

  it('that settled late is undecided where it left nothing, for nobody said how long it may take', () => {
    const late = (open: number, closures: Closure[] = []) => {
      const outcome = { outcome: 'closed', tookMs: 4_200, message: null, isLate: true } as const;
      const phases = { close: { ledger: { closures }, snapshot: makeSnapshot(open) } };
      return close(makeMeasured(phases, { evidence: { close: outcome } }));
    };
    expect(late(0)).toMatchObject({
      status: 'inconclusive',
      summary:
        'close() took 4.2 s and left no connection. What it waited for is not known: whether it may take so long, only those who call it can say.',
    });
    expect(late(3).status).toBe('fail');
    const idle = [{ by: 'server', reason: 'idle', count: 4, active: 0, idleRetirements: 4, endless: 0 }] as const;
    expect(late(0, [...idle])).toMatchObject({
      status: 'fail',
      summary:
        'close() took 4.2 s, and it was the server that closed 4 connections meanwhile, as they had idled for too long.',
    });
  });

  it('is not done yet where it still sends what it had taken in before, and is no further on where it owes nothing', () => {
    const owing = (answers: number, requests: number) => {
      const load = { ledger: { requests: answers, statuses: { 200: answers } }, tally: { answered: 100 } };
      const phases = { load, close: { ledger: { requests }, snapshot: makeSnapshot(1, 1, 1) } };
      return close(makeMeasured(phases, { evidence: { close: { outcome: 'hung', tookMs: 2_000, message: null } } }));
    };
    expect(owing(60, 20)).toMatchObject({
      status: 'inconclusive',
      summary: 'close() had not settled after 2 s, in which it sent 20 requests more: it is not done yet.',
    });
    expect([owing(60, 0).status, owing(100, 20).status]).toEqual(['fail', 'fail']);
  });

  it.each([
    [makeSnapshot(3), 'fail', /3 connections still open/],
    [makeSnapshot(1), 'fail', /1 connection still open/],
    [withOwn(0, { 'close-wait': 1 }), 'fail', /1 socket over/],
    [withOwn(0, { 'close-wait': 2 }), 'fail', /2 sockets over the baseline/],
    [null, 'inconclusive', /did not live/],
  ] as const)('that left %j is a %s', (snapshot, status, summary) => {
    const measured = makeMeasured({ close: { snapshot } });
    expect(close(measured)).toMatchObject({ status, summary: expect.stringMatching(summary) });
  });

  it('is skipped for a client that has none, with the reason', () => {
    const closeNotRun = 'the client has no close() of its own';
    expect(close(makeMeasured({}, { evidence: { close: null, closeNotRun } }))).toMatchObject({
      status: 'skipped',
      summary: 'Not measured: the client has no close() of its own.',
    });
  });

  it.each([
    ['the global dispatcher of fetch', makeAgents({ globalDispatcher: { connections: null } })],
    ['the globalAgent of node:http', makeAgents({ http: [makeHttpKind({ isGlobal: true })] })],
  ])('names the pool of the whole program that keeps connections: %s', (pool, agents) => {
    expect(close(makeMeasured({ close: { snapshot: makeSnapshot(4) } }, { evidence: { agents } })).summary).toBe(
      `4 connections still open after close(), kept by ${pool}; a client with no pool of its own may leave close() out.`,
    );
  });

  it('passes where it did what was its own, and what the pool of the whole program keeps is idle', () => {
    const agents = makeAgents({ globalDispatcher: { connections: null, isToTarget: true } });
    const look = (open: number, timers: number, active = 0) => {
      return { ...makeSnapshot(open, open, active), inside: makeInside({ resources: { Timeout: timers } }) };
    };
    const closed = (after: ReturnType<typeof look>, requests = 0) =>
      close(
        makeMeasured(
          { drain: { snapshot: look(4, 2) }, close: { ledger: { requests }, snapshot: after } },
          { evidence: { agents } },
        ),
      );
    expect(closed(look(4, 1))).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining(
        "left 4 connections idle, kept by the global dispatcher of fetch, which is not the client's to end.",
      ),
    });
    expect(closed(look(4, 2), 3).status).toBe('pass');
    expect([closed(look(4, 2)), closed(look(4, 1, 1)), closed(look(6, 1))].map(({ status }) => status)).toEqual([
      'fail',
      'fail',
      'fail',
    ]);
  });

  it('names no pool where requests went through another one too', () => {
    const http = [makeHttpKind({ isGlobal: true }), makeHttpKind()];
    const kept = { close: { snapshot: makeSnapshot(4) } };
    for (const agents of [makeAgents({ http }), makeAgents({ http, globalDispatcher: { connections: null } })]) {
      expect(close(makeMeasured(kept, { evidence: { agents } })).summary).toBe(
        '4 connections still open after close().',
      );
    }
  });

  it('does not charge the pool for sockets that go elsewhere, such as the pipes of a child', () => {
    const piped = onUnixSocket(0, { sockets: 3, toTarget: 0 });
    for (const snapshot of [makeSnapshot(0, 3), piped]) {
      expect(close(makeMeasured({ close: { snapshot } })).status).toBe('pass');
    }
  });
});
