/** What was read out of an answer; without a value the reason, as the end of a sentence. */
export type Reading = Figure | { reason: string };

export interface Figure {
  value: number;
  /** It counts how often something has happened, so that it only grows. */
  isCounter: boolean;
  /** Of a goroutine profile: how many goroutines began in each function. */
  functions: Record<string, number> | null;
}

export function figure(value: number, more: Partial<Figure> = {}): Figure {
  return { value, isCounter: false, functions: null, ...more };
}

/** This many names are listed where a reader has to choose one. */
const NAMES_TOLD = 8;

/** 'a, b, c and 20 more'. */
export function someOf(names: readonly string[]): string {
  const more = names.length - NAMES_TOLD;
  return names.slice(0, NAMES_TOLD).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
