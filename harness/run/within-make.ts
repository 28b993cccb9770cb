import { ClientUnusable } from './client-unusable.ts';

/** How long a client may take to be made, its packages loaded: a program that needs longer to start does not start. */
export const MAKE_MS = 10_000;

/**
 * What `making` resolves to; rejects with code CLIENT_UNUSABLE where it takes too long, and says what was waited for.
 */
export async function withinMakeMs<T>(making: Promise<T>, waitedFor: () => string, makeMs = MAKE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ClientUnusable(`${waitedFor()} within ${makeMs / 1_000} s`)), makeMs);
  });
  try {
    return await Promise.race([making, late]);
  } finally {
    clearTimeout(timer);
  }
}
