import { readFileSync, writeFileSync } from 'node:fs';
import type { LoadSoFar } from '../executors/load-so-far.ts';
import type { Counts, Target } from './target.ts';

/** What may be asked about a case while it is played. The subject is asked nothing: a question would wake it. */
export interface Pulse {
  /** Null: the server is gone, or not there yet. */
  look(): Promise<Look | null>;
}

export interface Look extends Counts {
  /** What the subject has told of its load; null: nothing, as before the load, or where nobody calls a program. */
  load: LoadSoFar | null;
}

/** The server is asked; what the subject tells stands in a file. */
export function pulseOf(target: Pick<Target, 'counts'>, tellTo: string): Pulse {
  let load: LoadSoFar | null = null;
  return {
    async look() {
      const counts = await target.counts().catch(() => null);
      load = readToldIn(tellTo) ?? load;
      return counts && { ...counts, load };
    },
  };
}

/**
 * For the subject's process. Written at once and whole, because an asynchronous write would turn the event loop of a
 * client that is about to sleep.
 */
export function tellInFile(file: string): (soFar: LoadSoFar) => void {
  return (soFar) => {
    try {
      writeFileSync(file, JSON.stringify(soFar));
    } catch {
      // A disk that is full costs the one who watches a figure, not the run its load.
    }
  };
}

/** Null where nothing was told yet, or where it is being written now. */
function readToldIn(file: string): LoadSoFar | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
