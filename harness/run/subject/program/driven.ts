import type { Gone } from '../../child.ts';
import type { Running } from './started.ts';

/** A program while it is driven. */
export interface Driven {
  running(): Running | undefined;
  gone: Promise<Gone>;
  /** Processor time so far, with all that it started; null: not known. */
  cpuMicros(): number | null;
}

/** What comes of `act`, and the program's processor time meanwhile; null: not known, or not to its end. */
export async function costOf<A>(driven: Driven, act: () => Promise<A>): Promise<{ done: A; cpuMicros: number | null }> {
  const before = driven.cpuMicros();
  const done = await act();
  const after = driven.cpuMicros();
  // What has ended takes its time with it.
  return { done, cpuMicros: before === null || after === null || after < before ? null : after - before };
}

export function there(driven: Driven): Running {
  const running = driven.running();
  if (!running) throw new Error('the program was asked before it was started');
  return running;
}
