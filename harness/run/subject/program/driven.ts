import type { Gone } from '../../child.ts';
import type { Running } from './started.ts';

/** A program while it is driven. */
export interface Driven {
  running(): Running | undefined;
  gone: Promise<Gone>;
  /** What it has cost so far. */
  cpuMicros(): number | null;
}

export function there(driven: Driven): Running {
  const running = driven.running();
  if (!running) throw new Error('the program was asked before it was started');
  return running;
}
