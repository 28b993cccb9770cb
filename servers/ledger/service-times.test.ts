import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeHistogram, encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../../harness/record/hdr.ts';
import { ServiceTimes } from './service-times.ts';

it('holds every time, short or long, as a histogram of all would, and each time once', () => {
  const ms = fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 1e7, noNaN: true }));
  fc.assert(
    fc.property(fc.array(fc.array(ms, { minLength: 1 })), (windows) => {
      const times = new ServiceTimes();
      for (const window of windows) {
        const all = makeLatencyHistogram();
        for (const value of window) {
          times.add(value);
          recordLatencyMs(all, value);
        }
        expect(decodeHistogram(times.take() ?? '')).toEqual(decodeHistogram(encodeHistogram(all)));
        expect(times.take()).toBeNull();
      }
    }),
    { numRuns: 25 },
  );
});
