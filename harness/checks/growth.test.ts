import { describe, expect, it } from 'vitest';
import type { GaugeEvidence } from '../record/evidence/gauges.ts';
import type { Residual } from '../record/evidence/requests.ts';
import { makeGauge } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { growth } from './growth.ts';

const residuals = (of: (cycle: number) => number, cycles = 10): Residual[] =>
  Array.from({ length: cycles }, (_, cycle) => ({
    requests: 20,
    serverOpen: of(cycle),
    descriptors: null,
    clientSockets: 4,
    kernelHeld: null,
    socketListenersMax: 7,
    processListeners: 3,
    heapUsedBytes: 5_000_000,
    externalBytes: 3_000_000,
    arrayBuffersBytes: 200_000,
    gauges: {},
  }));
const grown = (first: Residual[], again: Residual[] = [], neverAnswered = 0) =>
  makeMeasured({ growth: { tally: { neverAnswered } } }, { evidence: { growth: { first, again, notRun: null } } });
const leak = (cycle: number) => 4 + 2 * cycle;
const warm = residuals((cycle) => Math.min(5, cycle + 1));

describe('growth', () => {
  it('fails for what grows in the first cycles and goes on growing in as many again', () => {
    expect(
      growth(
        grown(
          residuals(leak),
          residuals((cycle) => leak(cycle + 10)),
        ),
      ),
    ).toMatchObject({
      status: 'fail',
      summary:
        'The connections open at the server grew from 4 to 42 over 20 cycles with 400 requests and did not come back.',
    });
  });

  it('passes a pool that warms up, and a late step that stays, and says how small a leak it would not see', () => {
    expect(growth(grown(warm))).toMatchObject({
      status: 'pass',
      summary:
        'Nothing grew over 10 cycles of load, stop and settle; a leak of less than 1 in 20 requests, which is a cycle, would not show.',
    });
    expect(growth(grown(residuals(leak), warm)).status).toBe('pass');
  });

  it('passes memory of which half of what it grew by, or more, is given back some seconds later', () => {
    const heap = (of: (cycle: number) => number) =>
      residuals(() => 4).map((one, cycle) => ({ ...one, heapUsedBytes: of(cycle) }));
    const [first, again] = [heap((cycle) => 5e6 + 1e6 * cycle), heap((cycle) => 15e6 + 1e6 * cycle)];
    const judged = (heapUsedBytes: number | null, more: Partial<Residual> = {}) => {
      const [calm] = residuals(() => 4);
      const later = heapUsedBytes === null ? {} : { later: { ...(calm as Residual), heapUsedBytes, ...more } };
      return growth(
        makeMeasured({ growth: { tally: {} } }, { evidence: { growth: { first, again, ...later, notRun: null } } }),
      );
    };
    expect(judged(15.5e6)).toMatchObject({
      status: 'pass',
      summary:
        'The heap after a forced collection, in bytes, grew over the cycles, and was given back some seconds after the last one: it is held for a time.',
    });
    expect(judged(15.5e6, { serverOpen: 3 }).status).toBe('inconclusive');
    expect([judged(15.6e6).status, judged(24e6).status, judged(null).status]).toEqual(['fail', 'fail', 'fail']);
  });

  it('fails for connections that grow, whatever is given back later', () => {
    const [first, again] = [residuals(leak), residuals((cycle) => leak(cycle + 10))];
    const [later] = residuals(() => 4);
    const evidence = { growth: { first, again, later: later as Residual, notRun: null } };
    expect(growth(makeMeasured({ growth: { tally: {} } }, { evidence })).status).toBe('fail');
  });

  it('does not accuse where there was no time to look again, or too little', () => {
    expect(growth(grown(residuals(leak))).status).toBe('inconclusive');
    expect(growth(grown(residuals(leak), residuals(leak, 4))).status).toBe('inconclusive');
  });

  it.each([0, 1, 3, 9])('is inconclusive after %d cycles, from which no leak can be read', (cycles) => {
    expect(growth(grown(residuals(leak, cycles))).status).toBe('inconclusive');
  });

  it('says that a cycle did not end because requests were never answered', () => {
    expect(growth(grown(residuals(leak, 2), [], 7))).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringContaining('7 requests of the next one never answered'),
    });
  });
});

describe('a gauge', () => {
  const gauged = (from: number, of: (cycle: number) => number | null): Residual[] =>
    residuals(() => 4).map((residual, cycle) => ({ ...residual, gauges: { goroutines: of(from + cycle) } }));
  const left = [
    { name: 'net/http.(*persistConn).readLoop', count: 50, before: 0 },
    { name: 'net/http.(*persistConn).writeLoop', count: 50, before: 2 },
    { name: 'main.poll', count: 1, before: null },
    { name: 'main.wait', count: 1, before: 0 },
  ];
  const judged = (of: (cycle: number) => number | null, gauge: Partial<GaugeEvidence> = {}) => {
    const growths = { first: gauged(0, of), again: gauged(10, of), notRun: null };
    return growth(makeMeasured({ growth: {} }, { evidence: { growth: growths, gauges: [makeGauge(gauge)] } }));
  };

  it('that grows over all cycles fails, and of goroutines it is said which', () => {
    expect(judged((cycle) => 12 + 4 * cycle)).toMatchObject({
      status: 'fail',
      summary: "The gauge 'goroutines' grew from 12 to 88 over 20 cycles with 400 requests and did not come back.",
      details: { 'gauge.goroutines': { first: { verdict: 'leak' }, whole: { verdict: 'leak' } } },
    });
    expect(judged((cycle) => 12 + 4 * cycle, { left }).summary).toMatch(
      / did not come back\. Left at the end: net\/http\.\(\*persistConn\)\.readLoop 50 times, net\/http\.\(\*persistConn\)\.writeLoop 50 times \(2 before\), main\.poll 1 time and 1 other function\.$/,
    );
  });

  it('that is steady, or only saturates, passes', () => {
    expect(judged(() => 12).status).toBe('pass');
    expect(judged((cycle) => 12 + Math.min(cycle, 3) * 10).status).toBe('pass');
  });

  it('that did not answer accuses nobody', () => {
    expect(judged(() => null).status).toBe('pass');
    expect(judged((cycle) => (cycle === 7 ? null : 12 + 4 * cycle)).status).toBe('pass');
  });
});

describe('what growth says', () => {
  it('of too few cycles: how many there were, and of requests only where some were never answered', () => {
    const said = (cycles: number, neverAnswered = 0) => {
      return growth(grown(residuals(leak, cycles), [], neverAnswered)).summary;
    };
    expect(said(0)).toBe('No cycle came to its end.');
    expect(said(1)).toBe('1 cycle came to an end, too few to tell a leak from a warm-up.');
    expect(said(2, 1)).toMatch(/warm-up\. 1 request of the next one never answered\.$/);
  });

  it('of a cycle: how many requests it had, as most had', () => {
    const uneven = warm.map((residual, cycle) => ({ ...residual, requests: cycle % 2 ? 20 : 21 }));
    expect(growth(grown(uneven)).summary).toContain('less than 1 in 21 requests');
  });

  it('of a leak that is seen in nothing else: heap, descriptors, listeners, sockets', () => {
    const only = (name: keyof Residual) => {
      const leaking = (cycle: number): Residual[] =>
        residuals(() => 4).map((residual, at) => ({
          ...residual,
          descriptors: 23,
          [name]: 5_000_000 + 70_000 * (cycle + at),
        }));
      return growth(grown(leaking(0), leaking(10)));
    };
    const counted = [
      'descriptors',
      'clientSockets',
      'socketListenersMax',
      'processListeners',
      'heapUsedBytes',
      'arrayBuffersBytes',
      'externalBytes',
    ] as const;
    expect(counted.map((name) => only(name).status)).toEqual(counted.map(() => 'fail'));
    expect(only('arrayBuffersBytes').summary).toMatch(
      /^The memory of Buffers after a forced collection, in bytes, grew/,
    );
    expect(only('externalBytes').summary).toMatch(/^The memory outside the heap after a forced collection, in bytes,/);
    expect(only('heapUsedBytes').summary).toMatch(/^The heap after a forced collection, in bytes, grew from 5,000,000/);
  });
});
