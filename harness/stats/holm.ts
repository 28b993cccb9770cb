/**
 * Holm's step-down adjustment (1979): p-values that may each be held against the level of the whole family. In the
 * order of the input. No assumption about how the tests hang together, which metrics of one window do.
 */
export function adjustHolm(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let atLeast = 0;
  const ascending = [...pValues.entries()].sort(([, a], [, b]) => a - b);
  for (const [rank, [index, p]] of ascending.entries()) {
    atLeast = Math.max(atLeast, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = atLeast;
  }
  return adjusted;
}
