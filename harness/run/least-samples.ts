/** tinybench's own least number of samples, by which a mean of quick batches is steady. */
const OF_QUICK = 64;
/** Fewer say nothing of a spread. */
const FEWEST = 8;
/** What the least number of samples may take of one size of batch. */
const MOST_MS = 5_000;
/** tinybench warms up with a quarter of its samples. */
const WARMUPS = 4;

/** How many samples are taken at least, however short the time is, where one batch takes `batchMs`. */
export function leastSamples(batchMs: number): { iterations: number; warmupIterations: number } {
  const iterations = Math.min(OF_QUICK, Math.max(FEWEST, Math.floor(MOST_MS / Math.max(batchMs, 1))));
  return { iterations, warmupIterations: Math.floor(iterations / WARMUPS) };
}
