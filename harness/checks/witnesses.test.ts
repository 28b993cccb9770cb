import { describe, expect, it } from 'vitest';
import type { KernelLook, Snapshot } from '../record/evidence/subject.ts';
import { makeInside, makeSnapshot, type PhasesOfTest } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import type { CaseOverrides } from '../record/testing/make-record.ts';
import { witnesses } from './witnesses.ts';

interface Said {
  kernel?: Partial<KernelLook> | null;
  /** What the client publishes: open now, opened ever. */
  client?: [open: number, opened: number];
  sockets?: number;
}

/** A snapshot where everybody counts `open` connections, but for what is said. */
function snapshotOf(open: number, { kernel = {}, client = [open, 5], sockets = open }: Said = {}): Snapshot {
  const agreed = makeSnapshot(open, sockets);
  const inside = makeInside({ clientSocketsOpen: client[0], clientSocketsOpened: client[1] });
  const usual = { ...makeSnapshot(open).kernel, ...kernel } as KernelLook;
  return { ...agreed, inside, kernel: kernel === null ? null : usual };
}

type AtRest = Partial<Record<'baseline' | 'drain' | 'collect' | 'close', Snapshot>>;

/** A case whose snapshots are as said; the others are healthy: five connections, all given back. */
const rest = (snapshots: AtRest, phases: PhasesOfTest = {}, overrides: CaseOverrides = {}) => {
  const start = snapshotOf(0, { client: [0, 0] });
  const healthy = { baseline: start, drain: snapshotOf(5), collect: snapshotOf(5), close: snapshotOf(0) };
  const looked = Object.entries({ ...healthy, ...snapshots }).map(([key, snapshot]) => {
    return [key, { ...phases[key as keyof PhasesOfTest], snapshot }] as const;
  });
  return makeMeasured({ ...phases, ...Object.fromEntries(looked) }, overrides);
};
const everywhere = (said: (open: number) => Said) =>
  rest({
    baseline: snapshotOf(0, { ...said(0) }),
    drain: snapshotOf(5, said(5)),
    collect: snapshotOf(5, said(5)),
    close: snapshotOf(0, said(0)),
  });
const program = (kernel: Partial<KernelLook>) =>
  rest({ collect: { ...snapshotOf(3, { kernel: { ownByState: { established: 3 }, ...kernel } }), inside: null } });

describe('witnesses who agree', () => {
  it('pass with what they counted', () => {
    expect(witnesses(rest({}))).toMatchObject({
      status: 'pass',
      summary:
        'Server, kernel and client counted the same: 5 after the load, 5 after garbage collection and 0 after close().',
    });
  });

  it.each([
    [
      'the client publishes nothing',
      everywhere(() => ({ client: [0, 0] })),
      /^Server and kernel .* the client publishes nothing\.$/,
    ],
    [
      'the client publishes a part',
      rest({ drain: snapshotOf(5, { client: [2, 2] }) }),
      /the client publishes 2 of 5 after the load/,
    ],
    ['there is no /proc', everywhere(() => ({ kernel: null })), /^Server and client counted the same/],
    [
      'the subject lives in another network namespace',
      everywhere(() => ({ kernel: { established: 0, ownByState: {} } })),
      /^Server and client .* the kernel shows none of them here\.$/,
    ],
    [
      'the client also has a socket to somewhere else',
      rest({ drain: snapshotOf(5, { client: [6, 6], sockets: 6 }) }),
      /^Server, kernel and client/,
    ],
    [
      'the client had sockets to somewhere else before the load',
      rest({ baseline: snapshotOf(0, { client: [2, 2] }), drain: snapshotOf(5, { client: [7, 7] }) }),
      /^Server, kernel and client/,
    ],
    [
      'the client has ended its side, and the server has not got round to it',
      rest({
        drain: snapshotOf(5, {
          kernel: { established: 3, other: { 'fin-wait-2': 2 }, ownByState: { established: 3 } },
        }),
      }),
      /2 half closed after the load/,
    ],
    [
      'the client closes after the load what the server has closed',
      rest({ drain: snapshotOf(3, { kernel: { closeWait: 2 }, client: [5, 5] }) }),
      /2 half closed after the load/,
    ],
    [
      'connections were opened ahead and never needed',
      rest({}, { close: { ledger: { opened: 0, neverUsed: 7 } } }),
      /; 7 connections never carried a request\.$/,
    ],
    [
      'connections were refused on arrival',
      rest(
        {},
        {
          load: {
            ledger: {
              neverUsed: 2,
              closures: [{ by: 'server', reason: 'refused', count: 2, active: 0, idleRetirements: 0, endless: 0 }],
            },
          },
        },
      ),
      /0 after close\(\)\.$/,
    ],
    [
      'a blocking program has dead connections in its pool, no more than that may hold',
      program({ closeWait: 5 }),
      /^Server, kernel and client/,
    ],
  ])('pass where %s', (_, measured, summary) => {
    const { status, summary: said } = witnesses(measured);
    expect([status, said]).toEqual(['pass', expect.stringMatching(summary)]);
  });
});

describe('witnesses who disagree', () => {
  it.each([
    [
      'sockets in CLOSE_WAIT stay after garbage collection',
      rest({ collect: snapshotOf(3, { kernel: { closeWait: 2 }, client: [5, 5] }) }),
      'fail',
      /^2 sockets in CLOSE_WAIT after garbage collection/,
    ],
    [
      'sockets in CLOSE_WAIT stay after close()',
      rest({ close: snapshotOf(0, { kernel: { closeWait: 1 } }) }),
      'fail',
      /^1 socket in CLOSE_WAIT after close\(\)/,
    ],
    ['a blocking program piles up dead connections', program({ closeWait: 6 }), 'fail', /^6 sockets in CLOSE_WAIT/],
    [
      'the server never accepted what the kernel established',
      rest({ drain: snapshotOf(5, { kernel: { established: 8, backlog: 3 } }) }),
      'fail',
      /^3 connections after the load that the kernel has established and the server never accepted; 3 in the server's queue/,
    ],
    [
      'the kernel has more than the server, and nobody waits',
      rest({ drain: snapshotOf(5, { kernel: { established: 7 } }) }),
      'inconclusive',
      /^The kernel counts 7 connections after the load and the server 5/,
    ],
    [
      'the server has more than the kernel',
      rest({ drain: snapshotOf(5, { kernel: { established: 3, ownByState: { established: 3 } } }) }),
      'inconclusive',
      /^The server counts 5 connections after the load and the kernel 3/,
    ],
    [
      'somebody else is connected too',
      rest({ drain: snapshotOf(5, { kernel: { ownByState: { established: 4 } } }) }),
      'inconclusive',
      /^The server counts 5 connections after the load and the subject with its children 4/,
    ],
    [
      'the client has sockets that nobody else sees',
      rest({ drain: snapshotOf(5, { client: [9, 9] }) }),
      'inconclusive',
      /^The client counts 9 connections after the load and the server 5/,
    ],
    [
      'the client opened sockets that never arrived',
      rest({ collect: snapshotOf(5, { client: [5, 25] }) }, { load: { tally: { errors: 3 } } }),
      'inconclusive',
      /^The client opened 25 sockets and the server accepted 5, where only 3 requests failed/,
    ],
  ])('are reported where %s', (_, measured, status, summary) => {
    expect(witnesses(measured)).toMatchObject({ status, summary: expect.stringMatching(summary) });
  });

  it('are forgiven a connection attempt for each request that failed', () => {
    const failed = { load: { tally: { errors: 12, neverAnswered: 8 } } };
    expect(witnesses(rest({ collect: snapshotOf(5, { client: [5, 25] }) }, failed)).status).toBe('pass');
  });
});

describe('too few witnesses', () => {
  it('are skipped where only the server counted', () => {
    const alone = everywhere(() => ({ kernel: null, client: [0, 0] }));
    expect(witnesses(alone)).toMatchObject({ status: 'skipped', summary: expect.stringMatching(/^Only the server/) });
  });

  it('are inconclusive where the subject fell before anybody could count', () => {
    expect(witnesses(makeMeasured({ drain: null, collect: null, close: null })).status).toBe('inconclusive');
  });
});

describe('the bound of witnesses', () => {
  const opened = (count: number, errors = 0) =>
    witnesses(rest({ collect: snapshotOf(5, { client: [5, count] }) }, { load: { tally: { errors } } })).status;

  it('is one connection opened between two looks, beside each request that failed', () => {
    expect([opened(6), opened(7)]).toEqual(['pass', 'inconclusive']);
    expect([opened(9, 3), opened(10, 3)]).toEqual(['pass', 'inconclusive']);
  });

  it('counts every request that may have tried to connect in vain', () => {
    const round = { answered: 0, errors: 1, neverAnswered: 1, listeners: 0, uncollected: 0 };
    const phases = {
      warmup: { tally: { errors: 1 } },
      load: { tally: { neverAnswered: 1 } },
      rotation: { tally: { errors: 1 } },
    };
    const evidence = { signal: { rounds: [round], notRun: null } };
    const vain = (count: number) =>
      witnesses(rest({ collect: snapshotOf(5, { client: [5, count] }) }, phases, { evidence })).status;
    expect([vain(11), vain(12)]).toEqual(['pass', 'inconclusive']);
  });

  it.each([
    ['one more of the kernel', { kernel: { established: 6 } }, /^The kernel counts 6/],
    ['one fewer', { kernel: { established: 4, ownByState: { established: 4 } } }, /^The server counts 5/],
    ['one that belongs to somebody else', { kernel: { ownByState: { established: 4 } } }, /^The server counts 5/],
    ['one more of the client', { client: [6, 6] as [number, number] }, /^The client counts 6/],
  ])('is none: %s is reported', (_, said, summary) => {
    expect(witnesses(rest({ drain: snapshotOf(5, said) }))).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(summary),
    });
  });

  it('is none for what the server has not accepted and for dead ends', () => {
    const waiting = rest({ drain: snapshotOf(5, { kernel: { established: 6, backlog: 1 } }) });
    expect(witnesses(waiting).summary).toMatch(/^1 connection after the load/);
    const accepted = rest({ drain: snapshotOf(5, { kernel: { established: 5, backlog: 1 } }) });
    expect(witnesses(accepted)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining("1 in the server's queue"),
    });
    expect(witnesses(rest({ collect: snapshotOf(4, { kernel: { closeWait: 1 } }) })).status).toBe('fail');
  });

  it('is described by what is a fault, where witnesses only disagree elsewhere', () => {
    const both = rest({
      drain: snapshotOf(5, { kernel: { established: 7 } }),
      collect: snapshotOf(5, { kernel: { closeWait: 1 } }),
    });
    expect(witnesses(both)).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^1 socket in CLOSE_WAIT/),
    });
  });

  it('is one connection for a witness that sees anything at all', () => {
    const few = (said: Said) =>
      witnesses(
        rest({
          drain: snapshotOf(1, said),
          collect: snapshotOf(1, { client: [1, 1] }),
          baseline: snapshotOf(0, { client: [0, 0] }),
        }),
      );
    expect(few({ client: [1, 1] }).summary).toMatch(/^Server, kernel and client counted the same: 1 after the load/);
    expect(few({ client: [1, 1], kernel: { ownByState: {} } })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(
        /^The server counts 1 connection after the load and the subject with its children 0/,
      ),
    });
  });

  it('is a connection for each remark', () => {
    const said = (measured: ReturnType<typeof rest>) => witnesses(measured).summary;
    const half = (established: number, closeWait: number) =>
      snapshotOf(5, { kernel: { established, closeWait, ownByState: { established: 5 } }, client: [6, 6], sockets: 6 });
    expect(said(rest({ drain: half(5, 1) }))).toContain('1 half closed after the load');
    expect(said(rest({}, { load: { ledger: { neverUsed: 1 } } }))).toContain('1 connection never carried');
    const failed = { load: { tally: { errors: 1 } } };
    expect(said(rest({ collect: snapshotOf(5, { client: [5, 8] }) }, failed))).toMatch(/where only 1 request failed/);
    expect(said(rest({ collect: snapshotOf(5, { client: [5, 8] }) }))).not.toContain('where only');
  });
});
