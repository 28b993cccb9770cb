import { expect, it } from 'vitest';
import { eventually } from '../core/testing/patience.ts';
import { Tally } from '../executors/tally.ts';
import { takeCollector } from '../run/collect-garbage.ts';
import { RequestParts } from './request-parts.ts';

const collect = takeCollector();
const KEPT = 40;
/** A histogram has 184 KiB. */
const BYTES_OF_FEW_HISTOGRAMS = 1_024 * 1_024;

function bytesOfBuffers(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}

it.each<[string, () => object]>([
  [
    'the parts of a request that were taken',
    () => {
      const parts = new RequestParts();
      parts.add('queueWait', 1);
      parts.add('body', 2);
      parts.answered(true);
      expect(Object.keys(parts.take().histograms)).toEqual(['queueWait', 'body']);
      // Told of a request that was answered late.
      parts.add('body', 3);
      return parts;
    },
  ],
  [
    'the tally of a load that is over',
    () => {
      const tally = new Tally();
      tally.started(0);
      tally.ended(1, { kind: 'answered', status: 200 }, { startedMs: 0, fairlyBefore: 0 });
      tally.result(1);
      return tally;
    },
  ],
])('%s hold no histogram, because a pooled connection may keep them as long as it lives', async (_, make) => {
  const before = bytesOfBuffers();
  const kept = Array.from({ length: KEPT }, make);
  const grown = await eventually(
    () => bytesOfBuffers() - before,
    (bytes) => bytes < BYTES_OF_FEW_HISTOGRAMS,
  );
  expect(grown).toBeLessThan(BYTES_OF_FEW_HISTOGRAMS);
  expect(kept).toHaveLength(KEPT);
});
