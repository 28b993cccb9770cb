import { takeCollector } from '../run/collect-garbage.ts';

const collect = takeCollector();

/** Bytes on this process's heap that a forced collection leaves. */
export function collectedHeapBytes(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
