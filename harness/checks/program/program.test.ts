import { describe, expect, it } from 'vitest';
import type { CaseEvidence } from '../../record/evidence/case.ts';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../../record/hdr.ts';
import { makeSnapshot, type PhasesOfTest } from '../../record/testing/make-evidence.ts';
import { makeMeasured } from '../../record/testing/make-measured.ts';
import type { CaseOverrides } from '../../record/testing/make-record.ts';
import { judgeCase } from '../judge.ts';

const ENDED = { outcome: 'exited', exitCode: 0, signal: null, tookMs: 1, keptAliveBy: {}, during: 'exit' } as const;
const SERVICE_OF_100_MS = (() => {
  const histogram = makeLatencyHistogram();
  recordLatencyMs(histogram, 100);
  return encodeHistogram(histogram);
})();
const CLOSED = { outcome: 'closed', tookMs: 40, message: null } as const;

/** The verdict of one check on a program that gets its work in this way. */
function judge(
  check: string,
  drive: CaseEvidence['drive'],
  { phases = {}, evidence = {}, ...overrides }: CaseOverrides & { phases?: PhasesOfTest } = {},
) {
  const of = { drive, close: CLOSED, closeNotRun: null, ending: ENDED, ...evidence };
  const { checks } = judgeCase(makeMeasured(phases, { ...overrides, evidence: of }));
  return checks.find(({ name }) => name === check);
}

const closures = (closure: Partial<{ reason: 'fin' | 'reset'; count: number; active: number }>) => ({
  phases: {
    close: {
      ledger: {
        closures: [{ by: 'client', reason: 'fin', count: 5, active: 0, idleRetirements: 0, endless: 0, ...closure }],
      },
      snapshot: makeSnapshot(0),
    },
  } satisfies PhasesOfTest,
});

describe('a program that follows events from its start', () => {
  /** Its stream stands at every rest, on a connection of its own beside the five of its pool, until SIGTERM. */
  const follows = (standing: number, left = standing): PhasesOfTest => ({
    baseline: { snapshot: makeSnapshot(1, 1, 1) },
    load: { ledger: { openPeak: 6, activePeak: 6, requestsInFlightPeak: 6, openLevels: LEVELS, activeLevels: LEVELS } },
    drain: { snapshot: makeSnapshot(5 + standing, 6, standing) },
    collect: { snapshot: makeSnapshot(5 + standing, 6, standing) },
    close: { ...closures({ active: left }).phases.close },
  });
  const LEVELS = { longestMs: [9, 9, 9, 9, 9, 900], totalMs: [9, 9, 9, 9, 9, 900] };

  it.each(['limit', 'drain', 'close'])('passes %s: the stream stood before the load', (check) => {
    expect(judge(check, 'http', { phases: follows(1) })?.status).toBe('pass');
    expect(judge(check, 'stdin', { phases: follows(1) })?.status).toBe('pass');
  });

  it('fails for what is in flight beside it', () => {
    expect(judge('drain', 'http', { phases: follows(2) })).toMatchObject({ status: 'fail' });
    expect(judge('close', 'http', { phases: follows(1, 2) })?.summary).toBe(
      'At SIGTERM the program left 1 request before the answer was whole.',
    );
  });

  it('may have asked something by itself just when it had to end, if it did so at rest', () => {
    const asks = (left: number, activePeak: number): PhasesOfTest => ({
      drain: { snapshot: makeSnapshot(5), ledger: { requests: activePeak, activePeak } },
      close: { ...closures({ active: left }).phases.close },
    });
    expect(judge('close', 'http', { phases: asks(1, 1) })?.status).toBe('pass');
    expect(judge('close', 'http', { phases: asks(2, 1) })?.status).toBe('fail');
    expect(judge('close', 'http', { phases: asks(1, 0) })?.status).toBe('fail');
    expect(judge('close', 'stdin', { phases: asks(1, 1) })?.status).toBe('fail');
  });

  it('has none where what stood before the load has ended since: that was a slow first request', () => {
    expect(judge('limit', 'http', { phases: follows(0) })?.status).toBe('fail');
    expect(judge('close', 'http', { phases: follows(0, 1) })?.status).toBe('fail');
  });

  it('has no such stream where it has work of its own, of which nobody knows what will end', () => {
    expect(judge('limit', 'own', { phases: follows(1) })?.status).toBe('fail');
  });
});

it('a call into a program that was never answered is no fault of it where its target told it to come again later', () => {
  const of = (statuses: Record<string, number>) =>
    judge('stall', 'http', { phases: { load: { ledger: { statuses }, tally: { neverAnswered: 5 } } } });
  expect(of({ 200: 90, 429: 5 })).toMatchObject({
    status: 'inconclusive',
    summary: expect.stringMatching(
      /^5 calls into the program never answered within .*; a client may wait where .* 429\.$/,
    ),
  });
  expect(of({ 200: 90, 429: 4 })?.status).toBe('fail');
});

describe('a program of several processes with a pool each', () => {
  /** Of ten connections each, as the kernel shows them after the load. */
  const forked = (check: string, { open = 40, byProcess = [10, 10, 10, 10] as number[] | null } = {}) => {
    const rest = makeSnapshot(open);
    const kernel = rest.kernel && { ...rest.kernel, ...(byProcess && { byProcess }) };
    const snapshot = { ...rest, kernel };
    const levels = { longestMs: Array(open).fill(900), totalMs: Array(open).fill(900) };
    return judge(check, 'http', {
      settings: { connectionLimit: 10 },
      phases: {
        load: {
          tally: { inFlightPeak: 200 },
          ledger: {
            ...{ requests: 4_000, opened: open, openPeak: open, activePeak: open, requestsInFlightPeak: open },
            ...{ openLevels: levels, activeLevels: levels },
          },
        },
        drain: { snapshot },
        collect: { snapshot },
      },
    });
  };

  it.each(['limit', 'reuse', 'drain'])('is not accused by %s of what they hold together', (check) => {
    expect(forked(check)).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringContaining(
        '; 4 processes of the program hold up to 10 connections each: if the limit of 10 is meant of each, say what all',
      ),
    });
  });

  it.each(['limit', 'reuse', 'drain'])(
    'fails %s where one of them holds more, all hold more, or one has all',
    (check) => {
      expect(forked(check, { byProcess: [11, 10, 10, 9] })?.status).toBe('fail');
      expect(forked(check, { open: 60 })?.status).toBe('fail');
      expect(forked(check, { byProcess: null })?.status).toBe('fail');
    },
  );
});

describe('a call into a program with fewer workers than connections', () => {
  /** On each of the first levels for that long, of ten seconds. */
  const worked = (activeMs: number[], { connectionLimit = 50 as number | null, mostMs = 4_900 } = {}) =>
    judge('stall', 'http', {
      load: { deadlineMs: 8_000 },
      settings: { connectionLimit },
      phases: {
        load: {
          startMs: 0,
          endMs: 10_000,
          tally: { neverAnswered: 5, inFlightPeak: 200, extremes: { leastMs: 100, mostMs } },
          ledger: {
            activePeak: activeMs.length,
            activeLevels: { longestMs: activeMs, totalMs: activeMs },
            serviceTimes: SERVICE_OF_100_MS,
          },
        },
      },
    });

  it('is answered no sooner by a queue in order, which the workers decide: nobody is accused', () => {
    expect(worked([10_000, 9_800, 9_500, 9_000])).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringContaining('answers take 100 ms, and 50 turns of them 5 s'),
    });
    expect(worked([10_000, 9_800, 9_500, 9_000], { connectionLimit: null })?.status).toBe('inconclusive');
  });

  it('is the fault of a pool that loses its places, which stands at four fifths of its peak for a while only', () => {
    expect(worked([10_000, 9_000, 8_000, 4_000])?.status).toBe('fail');
    expect([worked([8_000, 8_000, 8_000, 8_000])?.status, worked([8_000, 8_000, 8_000, 7_900])?.status]).toEqual([
      'inconclusive',
      'fail',
    ]);
  });
});

describe('a program at SIGTERM', () => {
  it('passes where its connections end by a FIN', () => {
    expect(judge('close', 'http', closures({}))).toMatchObject({
      status: 'pass',
      summary: 'SIGTERM closed 5 connections in order, with no answer lost, within 40 ms.',
    });
  });

  it('fails where it resets them, and where it leaves requests in flight', () => {
    expect(judge('close', 'http', closures({ reason: 'reset' }))?.status).toBe('fail');
    expect(judge('close', 'http', closures({ active: 2 }))).toMatchObject({
      status: 'fail',
      summary: 'At SIGTERM the program left 2 requests before the answer was whole.',
    });
  });

  it('with work of its own may have a request in flight', () => {
    expect(judge('close', 'own', closures({ active: 2 }))?.status).toBe('pass');
    expect(judge('close', 'own', closures({ reason: 'reset' }))?.summary).toBe(
      'SIGTERM closed 5 connections within 40 ms.',
    );
  });

  it('may take longer than it usually would where its grace is not declared: nobody is accused, and none cleared', () => {
    const late = { evidence: { close: { ...CLOSED, tookMs: 12_000, isLate: true } } } as const;
    expect(judge('close', 'http', late)).toMatchObject({
      status: 'inconclusive',
      summary:
        'The program ended in order 12 s after SIGTERM: whether it may take so long, its configuration has to say (graceMs).',
    });
    expect(judge('close', 'http', { ...closures({ reason: 'reset' }), ...late })?.status).toBe('fail');
  });

  it('fails where it still runs after its grace, or a connection is open after its end', () => {
    const hung = { evidence: { close: { outcome: 'hung', tookMs: 5_000, message: null } } } as const;
    expect(judge('close', 'http', hung)?.status).toBe('fail');
    const open = { phases: { close: { snapshot: makeSnapshot(3) } } };
    expect(judge('close', 'http', open)?.summary).toBe('3 connections still open after the program had ended.');
  });
});

describe('the end of a program', () => {
  const ends = (ending: Partial<CaseEvidence['ending']>, close: CaseEvidence['close'] = CLOSED) =>
    judge('exit', 'own', { evidence: { ending: { ...ENDED, ...ending }, close, subjectOutput: ['last'] } });

  it.each([
    ['with code 0', {}],
    ['by the signal', { outcome: 'crashed', exitCode: null, signal: 'SIGTERM' }],
    ["with a shell's code for the signal", { outcome: 'crashed', exitCode: 143 }],
  ] as const)('%s is in order', (_, ending) => {
    expect(ends(ending)?.status).toBe('pass');
  });

  it('says nothing of it where somebody else has ended it', () => {
    expect(ends({ outcome: 'crashed', exitCode: null, signal: 'SIGKILL', during: 'load' })).toMatchObject({
      status: 'inconclusive',
      summary: 'The program was ended by SIGKILL during load, from outside, as the system does where memory runs out.',
    });
  });

  it.each([
    [
      'with another code',
      { outcome: 'crashed', exitCode: 3 },
      /ended after SIGTERM: exit code 3\. Its last words: last/,
    ],
    ['during its load', { outcome: 'crashed', exitCode: 0, during: 'load' }, /ended during load: exit code 0/],
    ['by SIGKILL', { outcome: 'stayed', exitCode: null }, /did not end within 40 ms of SIGTERM/],
    ['with children left', { left: ['sleep 60 (7)'] }, /left running what it had started: sleep 60 \(7\)/],
  ] as const)('%s is not', (_, ending, summary) => {
    const { left = [], ...others } = ending as { left?: readonly string[] };
    expect(ends({ ...others, left: [...left] })).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(summary),
    });
  });

  it('may be its own, when its work is done', () => {
    expect(ends({}, null)?.summary).toBe('The program ended by itself, with exit code 0.');
  });
});

describe('calls into a program', () => {
  const called = (tally: object, ledger: object = { requests: 100, statuses: { 200: 100 } }) => ({
    phases: { load: { tally: { answered: 100, ...tally }, ledger } },
  });

  it('that it fans out are told with both numbers', () => {
    const both = called({}, { requests: 250, statuses: { 200: 250 } });
    expect(judge('errors', 'http', both)?.summary).toBe(
      'None of 100 calls into the program failed; it sent 250 requests for them, 2.50 a call.',
    );
  });

  it('that fail are its failure, whatever the target did', () => {
    const failures = [{ code: 'HTTP_502', count: 3, example: '' }];
    const failed = called({ errors: 3, failures }, { requests: 103, statuses: { 200: 100, 503: 3 } });
    expect(judge('errors', 'http', failed)).toMatchObject({
      status: 'fail',
      summary:
        '3 of 103 calls into the program failed: HTTP_502 3 times. The target failed 3 of its 103 requests (503 3 times).',
    });
  });

  it('that are never answered fail stall', () => {
    expect(judge('stall', 'http', called({ neverAnswered: 1 }))?.status).toBe('fail');
    expect(judge('stall', 'http', called({}))?.status).toBe('pass');
  });
});

describe('a program that keeps fewer idle connections than it has', () => {
  const opened = (of: CaseOverrides, closures = FIN) =>
    judge('reuse', 'http', {
      phases: { load: { ledger: { opened: 90, requests: 3_000, requestsInFlightPeak: 20, closures } } },
      settings: { connectionLimit: 20, idleLimit: 10 },
      ...of,
    });
  const FIN = [{ by: 'client' as const, reason: 'fin' as const, count: 80, active: 0, idleRetirements: 0, endless: 0 }];

  it('closes those that rest between two calls, as it says: nobody is accused', () => {
    expect(opened({})).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/: 70 more\. The pool keeps 10 idle and closes what rests beyond them/),
    });
  });

  it('is accused where calls wait for its connections, where it keeps as many as it has, and where it broke them off', () => {
    expect(opened({ settings: { connectionLimit: 5, idleLimit: 2 } })?.status).toBe('fail');
    expect(opened({ settings: { connectionLimit: 20, idleLimit: 20 } })?.status).toBe('fail');
    expect(opened({}, [{ ...FIN[0], active: 80 } as (typeof FIN)[number]])?.status).toBe('fail');
  });
});

describe('a program that is fed lines', () => {
  const fed = (heldUpMs: number, requests: number) => ({
    phases: {
      load: {
        tally: null,
        fed: { lines: 900, heldUpMs, elapsedMs: 3_000 },
        ledger: { requests, statuses: { 204: requests } },
      },
    },
  });

  it('passes where it takes them, and says how long it was held up', () => {
    expect(judge('stall', 'stdin', fed(200, 90))?.summary).toBe(
      'The program took 900 lines; it took no more for 200 ms in all.',
    );
  });

  it('may not have begun yet where it takes no more and sends nothing, as a runtime that starts slowly', () => {
    expect(judge('stall', 'stdin', fed(9_000, 0))).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringContaining('took no more lines for 9 s, and sent nothing: whether it was ready for any'),
    });
    expect(judge('stall', 'stdin', fed(9_000, 90))?.status).toBe('pass');
  });

  it('takes them, too, where it begins when all of them have been written', () => {
    const late = { phases: { load: fed(2_500, 0).phases.load, drain: { ledger: { requests: 90 } } } };
    expect(judge('stall', 'stdin', late)).toMatchObject({ status: 'pass' });
    const closing = { phases: { load: fed(2_500, 0).phases.load, close: { ledger: { requests: 90 } } } };
    expect(judge('stall', 'stdin', closing)?.status).toBe('inconclusive');
  });

  it('is not said to take what a pipe takes for it', () => {
    expect(judge('stall', 'stdin', fed(0, 0))).toMatchObject({
      status: 'inconclusive',
      summary: '900 lines were written to the program, and it sent nothing: whether it reads them is not known.',
    });
  });

  it('fails errors where a target that nobody asked to fail did', () => {
    const refused = { phases: { load: { tally: null, ledger: { requests: 10, statuses: { 204: 8, 400: 2 } } } } };
    expect(judge('errors', 'stdin', refused)?.summary).toBe('The target failed 2 of its 10 requests (400 2 times).');
    expect(judge('errors', 'stdin', refused)?.status).toBe('fail');
    const asked = { ...refused, target: { behaviour: { faults: [{ kind: 'hang' }] } } };
    expect(judge('errors', 'stdin', asked)?.status).toBe('pass');
  });

  it('may have asked for an answer that looks like a failure: is it there, who may, is it there already', () => {
    const told = (statuses: Record<string, number>) =>
      judge('errors', 'own', { phases: { load: { tally: null, ledger: { requests: 10, statuses } } } });
    expect(told({ 200: 8, 404: 1, 409: 1 })).toMatchObject({
      status: 'inconclusive',
      summary:
        'The target failed 2 of its 10 requests (404 1 time, 409 1 time): whether that is an answer that the program asks for is not known.',
    });
    expect(told({ 200: 8, 404: 1, 400: 1 })?.status).toBe('fail');
    expect([told({ 200: 5, 404: 5 })?.status, told({ 200: 4, 404: 6 })?.status]).toEqual(['inconclusive', 'fail']);
  });
});

describe('a program that still works off its lines', () => {
  const rest = (active: number) => ({ phases: { drain: { snapshot: makeSnapshot(5, 5, active) } } });

  it('is not at rest, and not accused of it', () => {
    expect(judge('drain', 'stdin', rest(4))).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/still worked off the lines that it had been fed, on 4 connections/),
    });
    expect(judge('drain', 'stdin', rest(0))?.status).toBe('pass');
    expect(judge('drain', 'http', rest(4))?.status).toBe('fail');
  });
});

describe('a program with work of its own', () => {
  const working = (values: number[], name = 'descriptors') => ({
    phases: { load: { tally: null, startMs: 0, endMs: 10_000, ledger: { requests: 10, statuses: { 200: 10 } } } },
    series: { [name]: { t: values.map((_, index) => (10_000 / values.length) * index), v: values } },
  });
  const hundred = (of: (index: number) => number) => Array.from({ length: 100 }, (_, index) => of(index));

  it('fails growth where what it holds never comes back', () => {
    expect(judge('growth', 'own', working(hundred((index) => 20 + index)))).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^The descriptors of the program grew from \d+ to \d+ over 10 s of its own work/),
    });
    expect(
      judge(
        'growth',
        'own',
        working(
          hundred((index) => index),
          'connections.ledger',
        ),
      )?.status,
    ).toBe('fail');
  });

  it('leaves open whether connections within its limit are a leak: a load that rises by itself fills a pool', () => {
    const rising = (from: number, descriptors: number[]) => {
      const connections = working(
        hundred((index) => from + Math.floor(index / 4)),
        'connections.ledger',
      );
      const series = { ...connections.series, ...working(descriptors).series };
      return judge('growth', 'own', { ...connections, series, settings: { connectionLimit: 50 } });
    };
    const withThem = hundred((index) => 40 + Math.floor(index / 4));
    expect(rising(12, withThem)).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/^The connections .* grew from \d+ to \d+ .*, within the limit of 50: a pool/),
    });
    expect(rising(30, withThem)?.status).toBe('fail');
    expect(
      rising(
        12,
        hundred((index) => 40 + index),
      ),
    ).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^The descriptors/),
    });
  });

  it('passes where it fills and stays, and where it comes and goes', () => {
    expect(judge('growth', 'own', working(hundred((index) => Math.min(60, 20 + 2 * index))))?.status).toBe('pass');
    expect(judge('growth', 'own', working(hundred((index) => 20 + (index % 5) * 10)))?.status).toBe('pass');
  });

  it('says where it worked too short a time', () => {
    expect(judge('growth', 'own', { phases: { load: { startMs: 0, endMs: 0 } } })?.status).toBe('inconclusive');
  });

  it('is at work before the load, so that what the witnesses see then may differ', () => {
    const between = { ...makeSnapshot(0), kernel: makeSnapshot(1).kernel };
    const phases = { baseline: { snapshot: between }, close: { snapshot: makeSnapshot(0) } };
    expect(judge('witnesses', 'own', { phases })?.status).not.toBe('inconclusive');
    expect(judge('witnesses', 'http', { phases })?.status).toBe('inconclusive');
  });

  it.each(['drain', 'stall'])('has no %s, and it is said why', (check) => {
    expect(judge(check, 'own', working([1]))).toMatchObject({
      status: 'skipped',
      summary: expect.stringMatching(/own work/),
    });
  });

  it('tries its limit only where it opens all that it may', () => {
    const opened = (openPeak: number) => ({
      settings: { connectionLimit: 5 },
      phases: { load: { tally: null, ledger: { openPeak, activePeak: openPeak, requestsInFlightPeak: openPeak } } },
    });
    expect(judge('limit', 'own', opened(5))?.status).toBe('pass');
    expect(judge('limit', 'own', opened(3))?.status).toBe('skipped');
  });
});
