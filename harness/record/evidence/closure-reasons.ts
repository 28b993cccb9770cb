interface ClosureReason {
  /** In a row of 'why connections ended'. */
  words: string;
  /** Whether a server that ends a connection so takes with it what is in flight. */
  breaks: boolean;
}

/** How a connection ends, no matter who ends it. */
export const CLOSURE_REASONS = {
  fin: { words: 'closed (FIN)', breaks: false },
  reset: { words: 'reset (RST)', breaks: true },
  idle: { words: 'idle for too long', breaks: false },
  timeout: { words: 'sent no whole request in time', breaks: true },
  rotation: { words: 'served its number of requests', breaks: false },
  refused: { words: 'refused on accept', breaks: true },
  announced: { words: 'announced by Connection: close', breaks: false },
  head: { words: 'announced with a HEAD request', breaks: false },
  shutdown: { words: 'shutdown', breaks: true },
  fault: { words: 'broken by a fault on purpose', breaks: true },
} as const satisfies Record<string, ClosureReason>;

export type Reason = keyof typeof CLOSURE_REASONS;
