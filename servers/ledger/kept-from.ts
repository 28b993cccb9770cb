import type { Lost } from '../../harness/core/lost-time.ts';

/** What the machine keeps the server's process from; absent: nobody counts it. */
export interface KeptFrom {
  /** For how long it did not run, be it that another process did or that all were stopped. */
  lost?: Lost | undefined;
  /** For how long it waited for a core: exact where the kernel tells, and without stops. */
  waited?: Lost | undefined;
}
