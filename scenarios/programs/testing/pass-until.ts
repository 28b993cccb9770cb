import type { HeldTimers } from '../../../harness/core/testing/held-timers.ts';
import { eventually } from '../../../harness/core/testing/patience.ts';

/** Lets time pass for held timers, such as those of a mock's delay, until what is waited for has come. */
export async function passUntil<T>(coming: Promise<T>, timers: HeldTimers, stepMs: number): Promise<T> {
  let hasCome = false;
  const came = () => {
    hasCome = true;
  };
  coming.then(came, came);
  await eventually(() => {
    timers.advance(stepMs);
    return hasCome;
  }, Boolean);
  return coming;
}
