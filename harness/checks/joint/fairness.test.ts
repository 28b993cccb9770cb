import { describe, expect, it } from 'vitest';
import { makeCase } from '../../record/testing/make-record.ts';
import { fairness } from './fairness.ts';

const judge = (rates: (number | null)[], requests = 1_000, hosts: string[] = []) =>
  fairness(
    makeCase({
      evidence: {
        shares: rates.map((requestsPerSecond, at) => {
          return {
            client: at + 1,
            host: hosts[at],
            requests,
            requestsPerSecond,
            latencyP50Ms: null,
            latencyP99Ms: null,
          };
        }),
      },
    }),
  );

it.each([
  [[100, 49, 101], 'fail', 'client 2 was answered 49.0 requests a second, which is 49 % of the median 100.0'],
  [[100, 50, 101], 'pass', 'client 2 was answered 50.0 requests a second, which is 50 % of the median 100.0'],
] as const)('a client that had less than half of what the others had was starved: %j', (answered, status, figures) => {
  expect(judge([...answered])).toMatchObject({ status, summary: expect.stringContaining(figures) });
});

it('it was held up by two seconds at least: a busy machine does that to one of several in a short load', () => {
  // Of 100 requests a second 133 take 1.33 s, and at 40 a second 3.33 s.
  expect(judge([100, 40, 101], 134).status).toBe('fail');
  expect(judge([100, 40, 101], 133)).toMatchObject({
    status: 'inconclusive',
    summary: expect.stringMatching(/^Too short a load to tell: client 2 .* may hold one of them up for 2 s\.$/),
  });
  expect(judge([100, 0, 101]).status).toBe('fail');
});

describe('clients of several machines', () => {
  const hosts = ['near', 'near', 'near', 'far', 'far'];

  it('are no reason to call one starved whose machine may be slower', () => {
    const told =
      'client 4 was answered 40.0 requests a second, which is 40 % of the median 100.0, and it ran on another';
    expect(judge([100, 101, 102, 40, 41], 1_000, hosts)).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringContaining(told),
    });
  });

  it('are each beside those of its own, of which one may be starved', () => {
    expect(judge([100, 49, 101, 40, 41], 1_000, hosts)).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^Starved: client 2 .* 49 % of the median 100.0\.$/),
    });
  });

  it('pass where all had about the same', () => {
    expect(judge([100, 98, 101, 60, 61], 1_000, hosts).status).toBe('pass');
  });
});

it('where nobody was answered nobody had less than the others', () => {
  expect(judge([0, 0]).status).toBe('pass');
});

it('says nothing where the load of one did not come to its end', () => {
  expect(judge([100, null]).status).toBe('inconclusive');
});
