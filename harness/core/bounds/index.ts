import type { Bounds } from './bound.ts';
import { DRAIN } from './drain.ts';
import { ERRORS } from './errors.ts';
import { FAIRNESS } from './fairness.ts';
import { GROWTH } from './growth.ts';
import { LIMIT } from './limit.ts';
import { REUSE } from './reuse.ts';
import { STALL } from './stall.ts';
import { WARNINGS } from './warnings.ts';
import { WATCH_CONNECTIONS } from './watch-connections.ts';
import { WATCH_GROWTH } from './watch-growth.ts';
import { WITNESSES } from './witnesses.ts';

/** By the check whose verdict turns there; the others have no figures of their own. */
export const BOUNDS: Readonly<Record<string, Bounds>> = {
  limit: LIMIT,
  reuse: REUSE,
  growth: GROWTH,
  drain: DRAIN,
  errors: ERRORS,
  fairness: FAIRNESS,
  stall: STALL,
  warnings: WARNINGS,
  witnesses: WITNESSES,
  'growth of what is watched': WATCH_GROWTH,
  'connections of what is watched': WATCH_CONNECTIONS,
};
