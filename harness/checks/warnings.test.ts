import { describe, expect, it } from 'vitest';
import type { CaseEvidence } from '../record/evidence/case.ts';
import type { InsideLook } from '../record/evidence/subject.ts';
import {
  makeAgents,
  makeInside,
  makeSnapshot,
  makeUndiciKind,
  type PhasesOfTest,
} from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { warnings } from './warnings.ts';

const atRest = (inside: Partial<InsideLook>) => ({
  collect: { snapshot: { ...makeSnapshot(5), inside: makeInside(inside) } },
});

describe('a warning of the process', () => {
  const seen = [{ name: 'MaxListenersExceededWarning', count: 2, example: '11 error listeners added', crowd: null }];

  it('fails where it is of listeners that pile up; others are only told', () => {
    expect(warnings(makeMeasured({}, { evidence: { warnings: seen } }))).toMatchObject({
      status: 'fail',
      summary: 'The process warned of a leak: 11 error listeners added.',
    });
    const other = [{ name: 'DeprecationWarning', count: 1, example: 'old', crowd: null }];
    expect(warnings(makeMeasured({}, { evidence: { warnings: other } }))).toMatchObject({
      status: 'pass',
      summary: 'No warning of a leak; others: DeprecationWarning 1 time.',
    });
  });

  it('is believed where the listeners are still there at rest, and only told where they are gone', () => {
    const left = (warnedListenersMax: number) =>
      makeMeasured(atRest({ warnedListenersMax }), { evidence: { warnings: seen } });
    expect(warnings(left(80))).toMatchObject({ status: 'fail', summary: expect.stringContaining('80 listeners') });
    expect(warnings(left(0))).toMatchObject({
      status: 'pass',
      summary:
        'The process warned of many listeners (11 error listeners added), 2 times; they were gone after the load.',
    });
  });

  it('names event, emitter and count of a crowd that is gone after the load', () => {
    const crowd = { event: 'abort', emitter: 'AbortSignal', listeners: 165 };
    const crowded = [{ name: 'MaxListenersExceededWarning', count: 155, example: '11 abort listeners added', crowd }];
    const gone = makeMeasured(atRest({ warnedListenersMax: 0 }), { evidence: { warnings: crowded } });
    expect(warnings(gone).summary).toBe(
      "The process warned of 165 listeners for 'abort' on AbortSignal, 155 times; they were gone after the load.",
    );
  });

  it('fails where a forced garbage collection alone took the listeners away, and says so', () => {
    const collected = (before: number, after = 0) => {
      const collectedListeners = { event: 'now', emitter: 'EventEmitter', before, after };
      const { collect } = atRest({ warnedListenersMax: after });
      return makeMeasured({ collect: { ...collect, collectedListeners } }, { evidence: { warnings: seen } });
    };
    expect(warnings(collected(80))).toMatchObject({
      status: 'fail',
      summary:
        "The process warned of a leak, 2 times: 11 error listeners added; 80 listeners for 'now' on EventEmitter were still there after the load, and 0 after a forced garbage collection, which alone took them away.",
    });
    expect([collected(11), collected(10)].map((measured) => warnings(measured).status)).toEqual(['fail', 'pass']);
    expect(warnings({ ...collected(80), evidence: { ...collected(80).evidence, warnings: [] } }).status).toBe('pass');
  });
});

describe('listeners on a pooled socket', () => {
  const crowded = (socketListenersMax: number | null) =>
    makeMeasured(atRest({ socketListenersMax, socketListenersEvent: 'timeout' }));

  it('fail from more than ten for one event on, also where nobody was warned', () => {
    expect(warnings(crowded(900))).toMatchObject({
      status: 'fail',
      summary: "A pooled socket has 900 listeners for 'timeout' after the load, where nobody is waiting for anything.",
    });
    expect(warnings(crowded(10)).status).toBe('pass');
    expect(warnings(crowded(null)).status).toBe('pass');
  });
});

describe('listeners on a signal that requests share', () => {
  const round = (answered: number, listeners: number) => ({
    answered,
    errors: 0,
    neverAnswered: 0,
    listeners,
    uncollected: listeners,
  });
  const shared = (...rounds: ReturnType<typeof round>[]) =>
    makeMeasured({}, { evidence: { signal: { rounds, notRun: null } } });

  it('fail where each round leaves more of them', () => {
    expect(warnings(shared(round(20, 20), round(40, 60)))).toMatchObject({
      status: 'fail',
      summary: '60 abort listeners are left on a signal that 60 requests shared, 20 after the first 20.',
    });
    expect(warnings(shared(round(20, 7), round(40, 20))).status).toBe('fail');
  });

  it('fail where only a forced garbage collection takes away what each round leaves, but not for a client of undici', () => {
    const collected = (uncollected: number) => ({ ...round(20, 0), uncollected });
    const rounds = [collected(20), { ...round(40, 0), uncollected: 40 }];
    expect(warnings(shared(...rounds))).toMatchObject({
      status: 'fail',
      summary:
        '40 abort listeners were left on a signal that 40 requests shared, until a forced garbage collection took them away.',
    });
    const ofUndici = { signal: { rounds, notRun: null }, agents: makeAgents({ undici: [makeUndiciKind()] }) };
    expect(warnings(makeMeasured({}, { evidence: ofUndici })).status).toBe('pass');
    expect(warnings(shared(collected(4), { ...round(40, 0), uncollected: 40 })).status).toBe('pass');
    expect(warnings(shared(collected(5), { ...round(40, 0), uncollected: 9 })).status).toBe('pass');
  });

  it('pass where a few stay, where they saturate, and where no second round was played', () => {
    expect(warnings(shared(round(20, 0), round(40, 0))).status).toBe('pass');
    expect(warnings(shared(round(20, 5), round(40, 5))).status).toBe('pass');
    expect(warnings(shared(round(20, 1), round(40, 3))).status).toBe('pass');
    expect(warnings(shared(round(20, 20))).status).toBe('pass');
  });

  it('are said to be unknown where requests of a round still wait, and so still listen', () => {
    const waiting = warnings(shared(round(20, 20), { ...round(30, 60), neverAnswered: 10 }));
    expect(waiting).toMatchObject({ status: 'pass', summary: expect.stringContaining('never answered') });
  });

  it('are said to be unknown where they were not counted', () => {
    const unknown = makeMeasured({}, { evidence: { signal: { rounds: [], notRun: 'requests were never answered' } } });
    expect(warnings(unknown).summary).toBe(
      'The process gave no warning. Listeners on a shared signal were not counted: requests were never answered.',
    );
  });
});

describe('what the configuration allows', () => {
  const allowing = (kind: string, most: number, phases: PhasesOfTest, evidence: Partial<CaseEvidence> = {}) => {
    const warnings = [{ kind, most, reason: 'the library listens once a shard' }];
    return makeMeasured(phases, { evidence, settings: { allow: { drain: [], warnings, exit: [] } } });
  };

  it('is reported with its reason, and no more of it', () => {
    const warned = {
      warnings: [{ name: 'MaxListenersExceededWarning', count: 2, example: '11 error listeners added', crowd: null }],
    };
    expect(warnings(allowing('MaxListenersExceededWarning', 2, {}, warned))).toMatchObject({
      status: 'pass',
      summary:
        'The process warned of a leak: 11 error listeners added (up to 2 allowed: the library listens once a shard).',
    });
    expect(warnings(allowing('MaxListenersExceededWarning', 1, {}, warned)).status).toBe('fail');
    const crowded = atRest({ socketListenersMax: 16, socketListenersEvent: 'close' });
    expect(warnings(allowing('socket-listeners', 16, crowded)).status).toBe('pass');
    expect(warnings(allowing('socket-listeners', 15, crowded)).status).toBe('fail');
    expect(warnings(allowing('MaxListenersExceededWarning', 99, crowded)).status).toBe('fail');
  });
});

describe('the bound of listeners', () => {
  const judged = (...given: Parameters<typeof makeMeasured>) => warnings(makeMeasured(...given)).status;

  it('is ten at rest, on a pooled socket and on what the process warned of', () => {
    const seen = [{ name: 'MaxListenersExceededWarning', count: 1, example: 'x', crowd: null }];
    const warned = (warnedListenersMax: number) =>
      judged(atRest({ warnedListenersMax }), { evidence: { warnings: seen } });
    expect([warned(10), warned(11)]).toEqual(['pass', 'fail']);
    const crowded = (socketListenersMax: number) => judged(atRest({ socketListenersMax }));
    expect([crowded(10), crowded(11)]).toEqual(['pass', 'fail']);
  });

  it.each([
    ['three of each round of few requests', 4, [3, 3], [2, 3], [3, 2]],
    ['a quarter of the requests of each round', 20, [5, 10], [4, 10], [5, 9]],
  ])('is %s', (_, requests, least, fewerFirst, fewerThen) => {
    const round = (count: number, listeners: number) => {
      return { answered: count - 1, errors: 1, neverAnswered: 0, listeners, uncollected: null };
    };
    const left = ([first = 0, second = 0]: number[]) => {
      const rounds = [round(requests, first), round(2 * requests, first + second)];
      return judged({}, { evidence: { signal: { rounds, notRun: null } } });
    };
    expect([left(least), left(fewerFirst), left(fewerThen)]).toEqual(['fail', 'pass', 'pass']);
  });
});
