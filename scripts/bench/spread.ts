/** A figure that was measured several times. */
export interface Spread {
  median: number;
  min: number;
  max: number;
  pairs: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || min === undefined || max === undefined) {
    throw new Error('nothing was measured');
  }
  return { median: (low + high) / 2, min, max, pairs: sorted.length };
}
