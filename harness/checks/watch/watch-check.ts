import type { Check } from '../../record/schema.ts';
import type { MeasuredWatch } from '../../record/watch.ts';

/** A pure function from what was seen of a process that runs already to a verdict with its evidence. */
export type WatchCheck = (measured: MeasuredWatch) => Check;
