/** What a pool promises, as a test asserts it: the checks that must not fail, of those that a run judges by. */
export interface PoolPromise {
  /** For sentences: 'the client does not …'. */
  verb: string;
  /** The same of a client that keeps it: 'the client …'. */
  kept: string;
  checks: readonly string[];
  /** Whether cycles are played in which a leak grows, and a pool does not. */
  growth: boolean;
}

/** A promise is kept by nobody whose requests fail, or are never answered. */
const ANSWERED = ['errors', 'stall'];

export const PROMISES = {
  toHoldItsPool: {
    verb: 'hold its pool',
    kept: 'holds its pool',
    checks: ['config', 'limit', ...ANSWERED],
    growth: false,
  },
  toReuseConnections: {
    verb: 'reuse its connections',
    kept: 'reuses its connections',
    checks: ['reuse', ...ANSWERED],
    growth: false,
  },
  toLeakNothing: {
    verb: 'give back what it took',
    kept: 'gives back what it took',
    checks: ['growth', 'drain', 'close', 'exit', 'warnings', ...ANSWERED],
    growth: true,
  },
} as const satisfies Record<string, PoolPromise>;

export type PromiseName = keyof typeof PROMISES;
