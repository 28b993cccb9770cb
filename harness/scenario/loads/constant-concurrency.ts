import { formatCount } from '../../core/units.ts';
import { atLeastOne } from '../values.ts';
import type { LoadKind } from './kind.ts';

/** A closed model: as many requests as that are in flight all the time, and each starts when another has ended. */
export interface ConstantConcurrency {
  concurrency: number;
}

const options = {
  /** Requests in flight all the time; each starts when another has ended. @default 200 @example 20 */
  concurrency: atLeastOne.optional(),
};

export const constantConcurrency: LoadKind<ConstantConcurrency, typeof options> = {
  options,
  // Four requests for every connection of the default limit, so that waiting for a connection is the rule.
  defaults: { concurrency: 200 },
  pacer: () => () => 0,
  mostInFlight: ({ concurrency }) => concurrency,
  inWords: ({ concurrency }) => `${formatCount(concurrency, 'request')} at a time`,
};
