import { describe, expect, it } from 'vitest';
import type { CaseEvidence } from '../record/evidence/case.ts';
import type { Closure, LedgerWindow } from '../record/evidence/ledger.ts';
import type { Snapshot } from '../record/evidence/subject.ts';
import type { Settings } from '../record/schema.ts';
import { makeAgents, makeSnapshot } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { drain } from './drain.ts';

interface Seen {
  snapshot: Snapshot;
  closedByServer?: number;
  /** The requests while it idled, and on how many of the open connections. */
  used?: Pick<LedgerWindow, 'requests' | 'openAndUsed'>;
  idle?: Partial<NonNullable<CaseEvidence['idle']>>;
  allow?: Settings['allow']['drain'];
  agents?: CaseEvidence['agents'];
  /** What the client did to connections when it was used again. */
  closedThen?: Partial<Closure>;
}

const UNUSED = { requests: 0, openAndUsed: 0 };

function judged({
  snapshot,
  closedByServer = 0,
  used = UNUSED,
  idle = {},
  allow = [],
  agents = makeAgents(),
  closedThen = {},
}: Seen) {
  const closure: Closure = {
    by: 'server',
    reason: 'idle',
    count: closedByServer,
    active: 0,
    idleRetirements: 0,
    endless: 0,
  };
  return drain(
    makeMeasured(
      {
        idle: { ledger: { ...used, closures: [closure], openAtEnd: snapshot.serverOpen }, snapshot },
        refill: { ledger: { closures: [{ ...closure, by: 'client', reason: 'fin', count: 0, ...closedThen }] } },
      },
      {
        evidence: { agents, idle: { ms: 300, known: 'declared', serverMs: 60_000, ...idle } },
        settings: { allow: { drain: allow, warnings: [], exit: [] } },
      },
    ),
  );
}

describe("connections when the client's own idle time is over", () => {
  it('fail where they are still open, and it is said who knows the time', () => {
    expect(judged({ snapshot: makeSnapshot(5) })).toMatchObject({
      status: 'fail',
      summary:
        "5 connections outlived the client's own idle time of 300 ms, which the configuration declares, and are still open.",
    });
    expect(judged({ snapshot: makeSnapshot(1), idle: { known: 'undici' } })).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('1 connection outlived'),
    });
  });

  it('accuse and clear nobody who closes them as soon as it is used again, as pools do that look only then', () => {
    const lazy = (closedThen: Partial<Closure>) => judged({ snapshot: makeSnapshot(5), closedThen });
    expect(lazy({ count: 5 })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(
        /and are still open\. It closed them when it was used again: a pool that looks only then keeps them until then\.$/,
      ),
    });
    for (const one of [
      { count: 4 },
      { count: 5, active: 1 },
      { count: 5, reason: 'reset' as const },
      { count: 5, by: 'server' as const },
    ]) {
      expect(lazy(one).status).toBe('fail');
    }
  });

  it('pass where they are gone, are busy, or are known to the server alone', () => {
    expect(judged({ snapshot: makeSnapshot(0) })).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/All were gone after the client's own idle time of 300 ms\.$/),
    });
    expect(judged({ snapshot: makeSnapshot(2, 2, 2) }).status).toBe('pass');
    const { kernel, ...plain } = makeSnapshot(4);
    expect(judged({ snapshot: { ...plain, kernel: kernel && { ...kernel, established: 0 } } }).status).toBe('pass');
    expect(judged({ snapshot: makeSnapshot(4, null) }).status).toBe('fail');
  });

  it('are none of those over which the client went on by itself, as with checks of health', () => {
    const used = { requests: 7, openAndUsed: 1 };
    expect(judged({ snapshot: makeSnapshot(1), used })).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/idle time of 300 ms, but 1 over which it went on by itself\.$/),
    });
    expect(judged({ snapshot: makeSnapshot(5), used }).summary).toMatch(/^4 connections outlived/);
    // As many as it had requests may have been used.
    const older = { requests: 2, openAndUsed: undefined };
    expect([2, 3].map((open) => judged({ snapshot: makeSnapshot(open), used: older }).status)).toEqual([
      'pass',
      'fail',
    ]);
  });

  it('fail where the server had to close them, if it waited clearly longer', () => {
    const closed = (serverMs: number, ms = 300) =>
      judged({ snapshot: makeSnapshot(0), closedByServer: 4, idle: { ms, serverMs } });
    expect(closed(800)).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('4 connections outlived'),
    });
    expect(closed(800).summary).toMatch(/had to be closed by the server after 800 ms\.$/);
    expect(closed(799).status).toBe('pass');
    // undici of some versions counts in seconds from there on.
    expect(closed(2_500, 1_000).status).toBe('fail');
    expect(closed(2_499, 1_000).status).toBe('pass');
  });

  it('fail beside a stream that stood before the load, which counts once', () => {
    const left = (open: number) => {
      const busy = { snapshot: makeSnapshot(open, open, 1) };
      const phases = { baseline: { snapshot: makeSnapshot(1, 1, 1) }, drain: busy, collect: busy, idle: busy };
      const evidence = { agents: makeAgents(), idle: { ms: 300, known: 'declared', serverMs: 60_000 } as const };
      return drain(makeMeasured(phases, { evidence })).status;
    };
    expect([left(1), left(2)]).toEqual(['pass', 'fail']);
  });

  it('pass where a pool that nobody can read may not have looked yet', () => {
    const closed = (serverMs: number) =>
      judged({ snapshot: makeSnapshot(0), closedByServer: 4, idle: { ms: 300, serverMs }, agents: null }).status;
    expect([closed(1_099), closed(1_100)]).toEqual(['pass', 'fail']);
  });

  it('pass up to as many as the configuration allows', () => {
    const allow = [{ kind: 'idle-connections', most: 2, reason: 'two are kept warm' }];
    expect(judged({ snapshot: makeSnapshot(2), allow })).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/are still open \(up to 2 allowed: two are kept warm\)\.$/),
    });
    expect(judged({ snapshot: makeSnapshot(3), allow }).status).toBe('fail');
  });
});
