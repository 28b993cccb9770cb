import { describe, expect, it } from 'vitest';
import type { Residual } from '../record/evidence/requests.ts';
import { countedIn, judgeResiduals, OWN_COUNTS, type OwnCount } from './residuals.ts';

const KIBIBYTES_64 = 65_536;

/** Ten cycles, of which only the named count is said. */
function cycles(name: OwnCount, of: (cycle: number) => number | null, count = 10): Residual[] {
  const nothing = { descriptors: null, clientSockets: null, socketListenersMax: null, processListeners: null };
  const memory = { heapUsedBytes: null, externalBytes: null, arrayBuffersBytes: null };
  return Array.from({ length: count }, (_, cycle) => {
    return { requests: 20, serverOpen: 0, kernelHeld: null, ...nothing, ...memory, gauges: {}, [name]: of(cycle) };
  });
}

const judged = (name: OwnCount, of: (cycle: number) => number | null) =>
  judgeResiduals(cycles(name, of), name)?.verdict;

describe('what is left of each cycle', () => {
  it.each(['serverOpen', 'descriptors', 'clientSockets', 'socketListenersMax', 'processListeners'] as const)(
    'leaks from half a thing a cycle on: %s',
    (name) => {
      expect([judged(name, (cycle) => cycle / 2), judged(name, (cycle) => cycle * 0.49)]).toEqual(['leak', 'clean']);
    },
  );

  describe.each(['heapUsedBytes', 'arrayBuffersBytes', 'externalBytes'] as const)('of memory: %s', (name) => {
    it('leaks from 64 KiB a cycle on', () => {
      const memory = (bytes: number) => judged(name, (cycle) => 1e6 + bytes * cycle);
      expect([memory(KIBIBYTES_64), memory(KIBIBYTES_64 - 1)]).toEqual(['leak', 'clean']);
    });

    it('leaks from half a percent a cycle on where it is large', () => {
      const memory = (bytes: number) => judged(name, (cycle) => 100e6 + bytes * cycle);
      expect([memory(500_000), memory(499_999)]).toEqual(['leak', 'clean']);
    });
  });

  describe('of a gauge', () => {
    const gauged = (of: (cycle: number) => number | null) =>
      cycles('serverOpen', () => 0).map((residual, cycle) => ({ ...residual, gauges: { goroutines: of(cycle) } }));
    const judgedOf = (of: (cycle: number) => number | null) => judgeResiduals(gauged(of), 'gauge.goroutines')?.verdict;

    it('leaks from half a thing a cycle on, as connections do', () => {
      expect([judgedOf((cycle) => 20 + cycle / 2), judgedOf((cycle) => 20 + cycle * 0.49)]).toEqual(['leak', 'clean']);
    });

    it('is counted beside our own where there is one', () => {
      expect(countedIn(gauged(() => 1))).toEqual([...OWN_COUNTS, 'gauge.goroutines']);
      expect(countedIn(cycles('serverOpen', () => 0))).toEqual(OWN_COUNTS);
    });

    it('is not judged where it did not answer after each cycle', () => {
      expect(judgedOf((cycle) => (cycle === 4 ? null : cycle))).toBeUndefined();
      expect(
        judgeResiduals(
          gauged(() => 1),
          'gauge.other',
        ),
      ).toBeUndefined();
    });
  });

  it('is not judged where it was not measured, or not in each cycle', () => {
    expect(judged('descriptors', () => null)).toBeUndefined();
    expect(judged('descriptors', (cycle) => (cycle === 4 ? null : cycle))).toBeUndefined();
    expect(judgeResiduals([], 'serverOpen')).toBeUndefined();
  });
});
