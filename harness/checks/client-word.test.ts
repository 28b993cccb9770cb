import { describe, expect, it } from 'vitest';
import type { RequestTally } from '../record/evidence/requests.ts';
import type { CheckStatus } from '../record/schema.ts';
import type { PhasesOfTest } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { errors } from './errors.ts';
import { judgeCase } from './judge.ts';
import { stall } from './stall.ts';

type Statuses = Record<string, number>;

interface Told {
  statuses: Statuses;
  byServer?: Statuses;
  byClient?: Statuses;
  refused?: number;
  lines?: number;
  /** What was seen after the load. */
  later?: PhasesOfTest;
}

/** The client says that this many calls ended well, and the server answered so. */
function asTold(
  says: Partial<RequestTally> | number,
  { statuses, byServer = {}, byClient = {}, refused = 0, lines, later = {} }: Told,
) {
  const tally = typeof says === 'number' ? { answered: says, statuses: { 200: says } } : says;
  const requests = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const refusals = {
    by: 'server',
    reason: 'refused',
    count: refused,
    active: 0,
    idleRetirements: 0,
    endless: 0,
  } as const;
  const ledger = {
    requests,
    statuses,
    broken: { byServer, byClient },
    closures: refused > 0 ? [refusals] : [],
    entriesTaken: lines ?? null,
  };
  return makeMeasured(
    { load: { ledger, tally }, ...later },
    { evidence: { entriesPerCall: lines === undefined ? null : 1 } },
  );
}

const atClose = (count: number): PhasesOfTest => ({
  close: { ledger: { requests: 0, statuses: { none: count }, broken: { byClient: { none: count }, byServer: {} } } },
});

describe('the word of a client about its calls', () => {
  it.each<[string, CheckStatus, ReturnType<typeof asTold>]>([
    ['every answer was a failure', 'fail', asTold({ answered: 80, statuses: { 204: 80 } }, { statuses: { 500: 80 } })],
    ['some answers were', 'fail', asTold(100, { statuses: { 200: 70, 500: 30 } })],
    ['the server reset every request', 'fail', asTold(80, { statuses: { none: 80 }, byServer: { none: 80 } })],
    [
      'the server broke off in the middle of answers',
      'fail',
      asTold(80, { statuses: { 200: 80 }, byServer: { 200: 9 } }),
    ],
    ['the server refused connections', 'fail', asTold(80, { statuses: { 200: 60 }, refused: 20 })],
    ['it tried again, and then gave up in silence', 'fail', asTold(24, { statuses: { 200: 20, 503: 30 } })],
    ['every batch failed', 'fail', asTold(80, { statuses: { 500: 4 } })],
    ['a batch failed and its lines never came', 'fail', asTold(80, { statuses: { 204: 6, 503: 2 }, lines: 60 })],
    [
      'no request was answered until it went itself',
      'fail',
      asTold(80, { statuses: { none: 76 }, byClient: {}, later: atClose(80) }),
    ],
    ['a batch failed, and nobody counts what came', 'inconclusive', asTold(80, { statuses: { 204: 6, 503: 2 } })],
    ['a request failed, and many calls were none', 'inconclusive', asTold(100, { statuses: { 200: 92, 503: 7 } })],
    ['requests failed, and as many calls lack an answer', 'fail', asTold(100, { statuses: { 200: 92, 503: 8 } })],
    ['nothing reached the server', 'inconclusive', asTold(80, { statuses: {} })],
  ])('is not believed where %s', (_, status, measured) => {
    expect(errors(measured).status).toBe(status);
  });

  it.each<[string, ReturnType<typeof asTold>]>([
    ['each call was answered', asTold(100, { statuses: { 200: 100 } })],
    ['it tried again until it was answered', asTold(24, { statuses: { 200: 24, 503: 48 } })],
    ['a challenge went before each answer', asTold(50, { statuses: { 401: 50, 200: 50 } })],
    ['a redirect went before each answer', asTold(30, { statuses: { 302: 30, 200: 30 } })],
    ['redirects were the answers', asTold({ answered: 30, statuses: { 302: 30 } }, { statuses: { 302: 30 } })],
    ['it was asked to expect a failure', asTold({ answered: 30, statuses: { 500: 30 } }, { statuses: { 500: 30 } })],
    ['it kept what has not changed', asTold(30, { statuses: { 304: 29, 200: 1 } })],
    ['it batched, and the server failed nothing', asTold(3_901, { statuses: { 204: 391 } })],
    ['a batch came again with all its lines', asTold(80, { statuses: { 204: 6, 503: 2 }, lines: 80 })],
    [
      'it left answers before they came, by its own choice',
      asTold(40, { statuses: { none: 40 }, byClient: { none: 40 } }),
    ],
    ['a connection broke and nobody knows who broke it', asTold(40, { statuses: { none: 3, 200: 37 } })],
    ['connections were refused, and it opened others', asTold(60, { statuses: { 200: 60 }, refused: 8 })],
    [
      'it sent after the load what it had collected',
      asTold(60, { statuses: { 204: 1 }, later: { growth: { ledger: { requests: 3, statuses: { 204: 3 } } } } }),
    ],
    [
      'what it tried again came after the load',
      asTold(60, {
        statuses: { 200: 59, 503: 1 },
        later: { collect: { ledger: { requests: 1, statuses: { 200: 1 } } } },
      }),
    ],
    [
      'calls that nobody answered stood until it went, and it says so',
      { ...asTold({ answered: 90, neverAnswered: 10 }, { statuses: { 200: 90, 503: 1 }, later: atClose(10) }) },
    ],
  ])('is no lie where %s', (_, measured) => {
    const { summary, details } = errors(measured);
    expect(summary).not.toContain('the client says that');
    expect(details).toMatchObject({ both: { calls: expect.any(Number) } });
  });

  it('fails with both counts', () => {
    expect(errors(asTold(80, { statuses: { 200: 0, 500: 80 } })).summary).toBe(
      'The server failed 80 of 80 requests (500 80 times) and gave 0 good answers, where the client says that 80 calls ended well.',
    );
  });

  it('is reported beside what it says failed', () => {
    const failures = [{ code: 'HTTP_500', count: 1, example: 'it broke' }];
    const some = asTold({ answered: 99, errors: 1, failures }, { statuses: { 200: 90, 500: 10 } });
    expect(errors(some).summary).toMatch(
      /^1 of 100 requests failed.* 90 good answers, where .* 99 calls ended well\.$/,
    );
  });
});

describe('what nobody but the client saw', () => {
  const shared = asTold(3_901, { statuses: { 204: 391 } });

  it('is reported, and no more is claimed', () => {
    expect(errors(shared)).toMatchObject({
      status: 'pass',
      summary:
        'None of 3,901 calls failed, as the client says; the server saw 391 requests for 3,901 calls in all and failed none.',
    });
    expect(stall(shared)).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/^Every call came to its end, as the client says; the server saw 391 requests/),
    });
  });

  it('is not called the slowest answer where the server gave none', () => {
    const measured = asTold(40, { statuses: { none: 40 }, byClient: { none: 40 } });
    measured.metrics.latencyMaxMs = 3.6;
    expect(stall(measured).summary).toContain('gave no good answer');
    expect(stall(measured).summary).not.toContain('3.6 ms');
  });

  it('is not called an answer where calls end before the server has answered', () => {
    const late = { drain: { ledger: { requests: 0, statuses: { 200: 30 } } } };
    expect(stall(asTold(40, { statuses: { 200: 10 }, later: late })).summary).toMatch(/^Every call came to its end/);
  });

  it('tells how often a request came again', () => {
    expect(errors(asTold(24, { statuses: { 200: 24, 503: 48 } })).summary).toBe(
      'None of 24 requests failed; the server saw 72 requests for 24 calls in all: 48 of them failed there and came again.',
    );
  });

  it('makes no check pass where it is everything', () => {
    const nothing = asTold(80, { statuses: {} });
    const { status, checks } = judgeCase({ ...nothing, expect: { requests: '>=10' } });
    expect(status).toBe('inconclusive');
    expect(checks.filter((check) => check.status === 'pass')).toEqual([]);
  });
});

it('what a probe had the server fail is no failure that a client hides, and what failed after the probes is', () => {
  const ledger = { requests: 20, statuses: { 200: 10, 500: 10 } };
  const during = (phase: keyof PhasesOfTest) =>
    errors(asTold(120, { statuses: { 200: 100 }, later: { [phase]: { ledger } } }));
  expect(during('refusal').status).toBe('pass');
  expect(during('afterwards')).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('500 10 times'),
  });
});
