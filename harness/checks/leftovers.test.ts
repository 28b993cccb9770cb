import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../record/evidence/subject.ts';
import { makeGauge, makeInside, makeSnapshot, type PhasesOfTest } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import type { CaseOverrides } from '../record/testing/make-record.ts';
import { close } from './close.ts';
import { drain } from './drain.ts';

/** A snapshot with this many open files beside its sockets, this many timers, and a gauge. */
function snapshotOf(
  connections: number,
  { files = 0, timers = 0, goroutines = 0 }: { files?: number; timers?: number; goroutines?: number | null },
): Snapshot {
  const plain = makeSnapshot(connections);
  const outside = { ...plain.outside, descriptors: (plain.outside.descriptors ?? 0) + files };
  const inside = makeInside({ resources: { Timeout: timers, TCPSocketWrap: connections } });
  return { ...plain, outside, inside, gauges: { goroutines } };
}

type Left = Parameters<typeof snapshotOf>[1];

interface Lefts {
  collect: Left;
  again?: Left | undefined;
  close?: Left;
  /** Just before the collection. */
  uncollected?: Left;
  uncollectedAgain?: Left | undefined;
}

function left(lefts: Lefts, requests = 100, more: PhasesOfTest = {}, overrides: CaseOverrides = {}) {
  const { collect, again, close: closed = {}, uncollected, uncollectedAgain } = lefts;
  const at = (of: Left | undefined) => (of ? snapshotOf(5, of) : null);
  return makeMeasured(
    {
      baseline: { snapshot: snapshotOf(0, {}) },
      drain: { snapshot: at(collect) },
      collect: { snapshot: at(collect), uncollected: at(uncollected) },
      again: again ? { tally: { answered: requests }, snapshot: at(again), uncollected: at(uncollectedAgain) } : null,
      close: { snapshot: snapshotOf(0, closed) },
      ...more,
    },
    overrides,
  );
}

describe('many descriptors or timers that are gone with the garbage', () => {
  const collected = (load: Left, again?: Left, afterwards: Left = {}) => {
    const second = again ? { again: afterwards, uncollectedAgain: again } : {};
    return drain(left({ collect: {}, uncollected: load, ...second }));
  };

  it('fail where the same load leaves them to the collector again', () => {
    expect(collected({ files: 80 }, { files: 78 })).toMatchObject({
      status: 'fail',
      summary:
        '80 descriptors that are no sockets were left of the load and given back only by a forced garbage collection, and 78 after the same load again.',
    });
    expect([collected({ files: 10 }, { files: 10 }), collected({ files: 9 }, { files: 9 })]).toMatchObject([
      { status: 'fail' },
      { status: 'pass' },
    ]);
  });

  it('are reported where the same load does not, for they may have ended by themselves, and where it was not played', () => {
    expect(collected({ timers: 80 }, {})).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining(
        'Beside: 80 active resources of type Timeout were left of the load and given back only by a forced garbage collection, and none after the same load again.',
      ),
    });
    expect(collected({ timers: 80 })).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('whether the same load leaves them again was not tried.'),
    });
  });
});

describe('many descriptors or timers after the load', () => {
  it('fail where the same load again leaves as many more', () => {
    expect(drain(left({ collect: { files: 20 }, again: { files: 40 } }))).toMatchObject({
      status: 'fail',
      summary: '20 descriptors that are no sockets are left of the load, and 40 after the same load again.',
    });
    expect(drain(left({ collect: { timers: 100 }, again: { timers: 200 } }))).toMatchObject({
      status: 'fail',
      summary: '100 active resources of type Timeout are left of the load, and 200 after the same load again.',
    });
    // A tenth of the requests, a tenth of the growth.
    expect(drain(left({ collect: { timers: 100 }, again: { timers: 110 } }, 10)).status).toBe('fail');
  });

  it('are reported where they stay the same, or hardly grow', () => {
    expect(drain(left({ collect: { files: 12 }, again: { files: 12 } }))).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/Beside: 12 descriptors that are no sockets, 12 after the same load again\.$/),
    });
    expect(drain(left({ collect: { files: 40 }, again: { files: 50 } })).status).toBe('pass');
  });

  it('are reported where there was no second load', () => {
    expect(drain(left({ collect: { files: 40 } }))).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('whether they grow was not tried'),
    });
  });
});

describe('a gauge after the load', () => {
  const gauges = [makeGauge({ left: [{ name: 'main.poll', count: 80, before: 0 }] })];
  const judged = (collect: number, again?: number | null) =>
    drain(
      left(
        { collect: { goroutines: collect }, ...(again === undefined ? {} : { again: { goroutines: again } }) },
        100,
        {},
        {
          evidence: { gauges },
        },
      ),
    );

  it('fails where the same load again leaves as many more, and of goroutines it is said which', () => {
    expect(judged(40, 80)).toMatchObject({
      status: 'fail',
      summary:
        '40 goroutines (gauge) are left of the load, and 80 after the same load again. Left at the end: main.poll 80 times.',
    });
    expect([judged(40, 60).status, judged(40, 59).status]).toEqual(['fail', 'pass']);
  });

  it('is reported where it stays the same, where there was no second load, and where it did not answer after it', () => {
    expect(judged(40, 40).summary).toMatch(/Beside: 40 goroutines \(gauge\), 40 after the same load again\.$/);
    expect(judged(40).summary).toMatch(/Beside: 40 goroutines \(gauge\), whether they grow was not tried\.$/);
    expect(judged(40, null).summary).toMatch(/Beside: 40 goroutines \(gauge\), whether they grow was not tried\.$/);
    expect(judged(9, 30).summary).not.toContain('goroutines');
  });

  it('is judged too of a subject whose garbage cannot be collected by force', () => {
    const kept = (goroutines: number) => ({ snapshot: snapshotOf(5, { goroutines }) });
    const lacks = { collect: 'its garbage is its own' };
    const measured = (again: number) =>
      makeMeasured(
        { baseline: kept(0), drain: kept(40), collect: null, again: { tally: {}, ...kept(again) } },
        { evidence: { gauges, lacks } },
      );
    expect([drain(measured(60)).status, drain(measured(59)).status]).toEqual(['fail', 'pass']);
  });

  it('that only the garbage collector brings down is not known to have been so again where it fell silent', () => {
    const collected = (uncollectedAgain: Left) => {
      const lefts = { collect: {}, uncollected: { goroutines: 80 }, again: {}, uncollectedAgain };
      return drain(left(lefts, 100, {}, { evidence: { gauges } }));
    };
    expect(collected({ goroutines: 78 })).toMatchObject({ status: 'fail' });
    expect(collected({ goroutines: null })).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('whether the same load leaves them again was not tried'),
    });
  });
});

describe('many descriptors or timers after close()', () => {
  it('fail where they grow with the requests', () => {
    const leaking = { collect: { files: 20 }, again: { files: 40 } };
    expect(close(left({ ...leaking, close: { files: 40 } }))).toMatchObject({
      status: 'fail',
      summary: '40 descriptors that are no sockets are left after close(), and they grow with the requests.',
    });
    expect(close(left({ ...leaking, close: {} })).status).toBe('pass');
  });

  it('are reported where they do not', () => {
    const constant = { collect: { files: 12 }, again: { files: 12 }, close: { files: 12 } };
    expect(close(left(constant))).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('Still there: 12 descriptors that are no sockets.'),
    });
  });
});

describe('leftovers that the configuration allows', () => {
  const leaking = left({ collect: { files: 20 }, again: { files: 40 }, close: { files: 40 } });
  const allowing = (most: number) => {
    const drain = [{ kind: 'descriptors', most, reason: 'a file a tenant' }];
    return { ...leaking, settings: { ...leaking.settings, allow: { drain, warnings: [], exit: [] } } };
  };

  it('fail neither drain nor close, and the reason is given', () => {
    expect(drain(allowing(40))).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/40 after the same load again \(up to 40 allowed: a file a tenant\)\.$/),
    });
    expect(close(allowing(40)).status).toBe('pass');
  });

  it('are a gauge by its name', () => {
    const gauged = left({ collect: { goroutines: 20 }, again: { goroutines: 40 } });
    const drainAllows = (most: number) => {
      const drain = [{ kind: 'gauge.goroutines', most, reason: 'a worker a tenant' }];
      return { ...gauged, settings: { ...gauged.settings, allow: { drain, warnings: [], exit: [] } } };
    };
    expect([drain(drainAllows(40)).status, drain(drainAllows(39)).status]).toEqual(['pass', 'fail']);
  });

  it('fail where there are more of them', () => {
    expect(drain(allowing(39))).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('(up to 39 allowed: a file a tenant)'),
    });
    expect(close(allowing(39)).status).toBe('fail');
  });
});

describe('the bound of leftovers', () => {
  const told = (timers: number) => drain(left({ collect: { timers } })).summary;
  const grown = (from: number, to: number, requests: number) =>
    drain(left({ collect: { timers: from }, again: { timers: to } }, requests)).status;

  it('is ten of a kind', () => {
    expect(told(10)).toContain('Beside: 10 active resources of type Timeout');
    expect(told(9)).not.toContain('Beside');
  });

  it('is half of what as many requests have left before, and five at least', () => {
    expect([grown(40, 60, 100), grown(40, 59, 100)]).toEqual(['fail', 'pass']);
    expect([grown(40, 50, 50), grown(40, 49, 50)]).toEqual(['fail', 'pass']);
    expect([grown(10, 15, 10), grown(10, 14, 10)]).toEqual(['fail', 'pass']);
  });

  it('counts every request that may have left something', () => {
    const withMore = (to: number, phases: PhasesOfTest, overrides: CaseOverrides = {}) =>
      drain(left({ collect: { timers: 40 }, again: { timers: to } }, 100, phases, overrides)).status;
    const round = { answered: 100, errors: 0, neverAnswered: 0, listeners: 0, uncollected: 0 };
    const twice: [PhasesOfTest, CaseOverrides?][] = [
      [{ warmup: { tally: { answered: 40, errors: 40, neverAnswered: 20 } } }],
      [{ rotation: { tally: {} } }],
      [{ signal: {} }, { evidence: { signal: { rounds: [round], notRun: null } } }],
    ];
    for (const more of twice) expect([withMore(50, ...more), withMore(49, ...more)]).toEqual(['fail', 'pass']);
  });

  it('is not tried where the subject fell in the second load, or nothing of it is left', () => {
    const fell = left({ collect: { timers: 40 } }, 100, { again: { tally: {} } });
    expect(drain(fell)).toMatchObject({
      status: 'pass',
      details: { leftovers: [{ left: 40, again: null, grows: false }] },
    });
    expect(drain(left({ collect: { timers: 40 }, again: { timers: 0 } })).details).toMatchObject({
      leftovers: [{ left: 40, again: 0, grows: false }],
    });
  });
});
