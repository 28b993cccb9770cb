import { AssertionError } from 'node:assert';
import { after } from 'node:test';
import type { ClientSource, PoolOptions } from './options.ts';
import { type LeakOptions, watchOwnProcess } from './own-leaks.ts';
import { assertPromise } from './play-promise.ts';
import { PROMISES, type PromiseName } from './promises.ts';

export type { ClientSource, PoolOptions } from './options.ts';
export type { LeakKind, LeakOptions } from './own-leaks.ts';

/** Each rejects with an `AssertionError` whose message is the verdict's sentence and where the record is. */
export interface PoolAssertions {
  /** Never are more connections in use than it was asked to hold, and every request is answered. */
  toHoldItsPool(options?: PoolOptions): Promise<void>;
  /** No more connections are opened than limit, concurrency and the server's own closes explain. */
  toReuseConnections(options?: PoolOptions): Promise<void>;
  /** What it took for a load is given back: nothing grows from load to load, and nothing outlives `close()`. */
  toLeakNothing(options?: PoolOptions): Promise<void>;
}

/** Assertions on a client: a function that makes one, or the URL or path of a module that exports `createClient`. */
export function expect(client: ClientSource): PoolAssertions & { not: PoolAssertions } {
  return { ...assertionsOn(client, false), not: assertionsOn(client, true) };
}

function assertionsOn(client: ClientSource, isNot: boolean): PoolAssertions {
  const assertion = (name: PromiseName) => async (options?: PoolOptions) => {
    const { pass, message } = await assertPromise(name, client, options, isNot);
    if (pass === isNot) throw new AssertionError({ message, operator: name });
  };
  const all = Object.keys(PROMISES) as PromiseName[];
  return Object.fromEntries(all.map((name) => [name, assertion(name)])) as Record<
    PromiseName,
    (options?: PoolOptions) => Promise<void>
  >;
}

/**
 * Fails this test file where its tests leave connections, servers, timers or listeners in the process. What there is
 * when it is called is the baseline. Call it at the end of the file, after all that registers hooks: those run in their
 * order.
 */
export function noLeakedConnections(options?: LeakOptions): void {
  // The first hook of a file brings listeners of node:test's own with it.
  after(() => own.verify());
  const own = watchOwnProcess(options);
}
