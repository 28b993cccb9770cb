/** What a load has come to while it goes on. */
export interface LoadSoFar {
  inFlight: number;
  answered: number;
  errors: number;
  neverAnswered: number;
  /** Of those that were answered; null: none was. */
  latencyP99Ms: number | null;
}

const EVERY_MS = 1_000;

/**
 * Tells how a load stands when one of its requests has ended, once a second at most. No timer: that would wake a client
 * which would otherwise have slept through its bug.
 */
export function tellNowAndThen(tell: (soFar: LoadSoFar) => void): (nowMs: number, soFar: () => LoadSoFar) => void {
  let dueMs = Number.NEGATIVE_INFINITY;
  return (nowMs, soFar) => {
    if (nowMs < dueMs) return;
    dueMs = nowMs + EVERY_MS;
    tell(soFar());
  };
}
