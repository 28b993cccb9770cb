import type { ComparisonRecord, Window } from '../record/comparison.ts';
import type { RunRecord, Settings } from '../record/schema.ts';
import type { Measured } from './metrics.ts';
import { partsOf } from './parts.ts';
import { type LeftOut, leftOutOf, measuredOf } from './windows.ts';

/** What a record holds of one configuration, whatever kind of record it is: a case of a run is one window. */
export interface Recorded {
  scenario: string;
  windows: Measured[];
  /** Why a metric that was measured is not compared, as the end of a sentence: of the windows of which that is so. */
  leftOut: LeftOut;
  /** Requests that failed or were never answered, over all windows. */
  lost: number;
  /** How it was measured; ports and the like, which are others every time, are left out. */
  target: object;
  load: Partial<ComparisonRecord['load']>;
  settings: Settings;
}

/** By scenario and configuration. */
export function recordedIn(record: RunRecord | ComparisonRecord): Map<string, Recorded> {
  if ('cases' in record) {
    return new Map(record.cases.map((one) => [`${one.scenario} / ${one.configuration}`, caseOf(one)]));
  }
  const { scenario, target } = record;
  const load = optionsOf(record.load);
  // What ends a window that stands still is sized anew every time.
  delete load.durationMs;
  return new Map(
    record.configurations.map(({ name, settings }) => {
      const windows = partsOf(record).flatMap(({ rounds, requests }) =>
        rounds.flatMap((round) => (round[name] ? [{ window: round[name], requests }] : [])),
      );
      const measured = windows.map(({ window, requests }) => measuredOf(window, requests));
      const leftOut = Object.assign({}, ...windows.map(({ window, requests }) => leftOutOf(window, requests)));
      const lost = windows.reduce((sum, { window }) => sum + lostOf(window), 0);
      return [`${scenario} / ${name}`, { scenario, windows: measured, leftOut, lost, target, load, settings }];
    }),
  );
}

function caseOf(one: RunRecord['cases'][number]): Recorded {
  const { scenario, target, load, settings } = one;
  const { address: _, ...place } = target;
  // A load by time has as many requests as it has; one by number is whole or is not.
  const requests = load.durationMs === null ? load.requests : null;
  return {
    scenario,
    windows: [measuredOf(one, requests)],
    leftOut: leftOutOf(one, requests),
    lost: lostOf(one),
    target: place,
    load: optionsOf(load),
    settings,
  };
}

/** Without the line for people, which says the same in other words. */
function optionsOf({ inWords: _, ...options }: Recorded['load']): Recorded['load'] {
  return options;
}

function lostOf({ metrics }: Pick<Window, 'metrics'>): number {
  return (metrics.errors ?? 0) + (metrics.neverAnswered ?? 0);
}
