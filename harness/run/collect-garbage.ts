import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a finalizer lets go may have a finalizer itself: at a rest of the whole case nothing of that is left over. */
const AT_REST_TURNS = 4;

let collect: (() => void) | undefined = globalThis.gc;

/** Garbage is collected, finalizers run, and what they close closes, as often as that. */
export async function collectGarbage(turns = AT_REST_TURNS): Promise<void> {
  collect ??= takeCollector();
  for (let turn = 0; turn < turns; turn += 1) {
    collect();
    await nextTurn();
  }
}

/** A process that was started without --expose-gc has it in a context that is made while the flag is on. */
export function takeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collector = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return collector;
}
