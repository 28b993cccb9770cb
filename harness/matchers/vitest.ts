import { aroundAll, expect } from 'vitest';
import type { ClientSource, PoolOptions } from './options.ts';
import { type LeakOptions, watchOwnProcess } from './own-leaks.ts';
import { assertPromise } from './play-promise.ts';
import type { PromiseName } from './promises.ts';

// Importing this gives `expect` the assertions; vitest knows their types by the declaration below.

export type { ClientSource, PoolOptions } from './options.ts';
export type { LeakKind, LeakOptions } from './own-leaks.ts';

/** Assertions on a client: a function that makes one, or the URL or path of a module that exports `createClient`. */
interface PoolMatchers {
  /** Never are more connections in use than it was asked to hold, and every request is answered. */
  toHoldItsPool(options?: PoolOptions): Promise<void>;
  /** No more connections are opened than limit, concurrency and the server's own closes explain. */
  toReuseConnections(options?: PoolOptions): Promise<void>;
  /** What it took for a load is given back: nothing grows from load to load, and nothing outlives `close()`. */
  toLeakNothing(options?: PoolOptions): Promise<void>;
}

declare module 'vitest' {
  // Declarations that are merged have the same parameters.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends PoolMatchers {}
}

const matcher = (name: PromiseName) =>
  async function (this: { isNot?: boolean }, client: ClientSource, options?: PoolOptions) {
    const { pass, message } = await assertPromise(name, client, options, this.isNot);
    return { pass, message: () => message };
  };

expect.extend({
  toHoldItsPool: matcher('toHoldItsPool'),
  toReuseConnections: matcher('toReuseConnections'),
  toLeakNothing: matcher('toLeakNothing'),
});

/** Vitest has a timer of its own for 100 ms after each test, and it is in the same process. */
const LEAST_WAIT_MS = 200;

/**
 * Fails this test file where its tests leave connections, servers, timers or listeners in the process, after all their
 * hooks. What there is when it is called is the baseline, so call it at the end of the file, or anywhere outside of a
 * test.
 */
export function noLeakedConnections(options?: LeakOptions): void {
  const own = watchOwnProcess(
    options?.waitMs === undefined ? options : { ...options, waitMs: Math.max(LEAST_WAIT_MS, options.waitMs) },
  );
  aroundAll(async (runSuite) => {
    await runSuite();
    await own.verify();
  });
}
