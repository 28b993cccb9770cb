/**
 * Milliseconds of the machine's monotonic clock. On one host parent and children read the same clock, so that times of
 * the server, the subject and the orchestrator stand on one axis without any exchange.
 */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1e6;
}
