import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes on this process's heap that a forced collection leaves. */
export function collectedHeapBytes(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
