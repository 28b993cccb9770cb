import { endedFromOutside } from '../../checks/from-outside.ts';
import { limitFigures } from '../../checks/limit.ts';
import type { MeasuredComparison, Window } from '../../record/comparison.ts';
import { mergeHistograms } from '../../record/hdr.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import type { PlayedRound } from '../../run/run-rounds.ts';

/** Shown as distributions; the rest of a window's histograms is not kept. */
const HISTOGRAMS = ['latency', 'queueWait', 'firstByte'];
const SERIES = ['connections.ledger', 'connections.active'];
/** The example is the middle one of this many first rounds; more are not kept in memory. */
const MOST_EXAMPLES = 25;

type Gathered = Pick<MeasuredComparison, 'rounds' | 'histograms' | 'example'>;
type Example = NonNullable<Gathered['example']>;

/** Folds rounds as they come into what the record keeps of them. */
export function gatherRounds(configurations: readonly string[]): { add(round: PlayedRound): void; so(): Gathered } {
  const rounds: MeasuredComparison['rounds'] = [];
  const histograms: MeasuredComparison['histograms'] = {};
  const examples: (Example & { rate: number })[] = [];
  return {
    add(round) {
      rounds.push(Object.fromEntries(Object.entries(round).map(([name, window]) => [name, windowOf(window)])));
      for (const name of configurations)
        histograms[name] = merged(histograms[name] ?? {}, round[name]?.histograms ?? {});
      if (examples.length === MOST_EXAMPLES) return;
      const rate = Object.values(round).reduce((sum, { metrics }) => sum + (metrics.requestsPerSecond ?? 0), 0);
      examples.push({ round: rounds.length, rate, windows: windowsOf(round, configurations) });
    },
    so: () => ({ rounds, histograms, example: middleOf(examples) }),
  };
}

function windowOf(measured: MeasuredCase): Window {
  const { metrics, evidence, settings } = measured;
  const { ending, drive } = evidence;
  const load = played(evidence.phases, PHASES.load);
  return {
    // The lines that we feed it set its pace: more of its requests a second are no gain.
    metrics: drive === 'stdin' ? { ...metrics, requestsPerSecond: null } : metrics,
    failures: load?.tally?.failures ?? [],
    // A window ends with the client's process being ended; one that ended otherwise fell, if nobody else ended it.
    fellDuring: ending.outcome === 'killed' || endedFromOutside(ending) ? null : ending.during,
    limit: settings.connectionLimit === null ? null : limitFigures(measured, settings.connectionLimit),
    lines: load?.fed?.lines ?? null,
  };
}

function merged(before: Record<string, string>, more: Record<string, string>): Record<string, string> {
  const named = HISTOGRAMS.flatMap((name) => {
    const texts = [before[name], more[name]].filter((text) => text !== undefined);
    return texts.length === 0 ? [] : [[name, mergeHistograms(texts)] as const];
  });
  return Object.fromEntries(named);
}

function windowsOf(round: PlayedRound, configurations: readonly string[]): Example['windows'] {
  const windows = configurations.flatMap((name) => {
    const window = round[name];
    if (!window) return [];
    const series = Object.fromEntries(Object.entries(window.series).filter(([which]) => SERIES.includes(which)));
    return [[name, { phases: timesOf(window), series }] as const];
  });
  return Object.fromEntries(windows);
}

function timesOf({ evidence }: MeasuredCase): Example['windows'][string]['phases'] {
  return evidence.phases.map(({ name, startMs, endMs }) => ({ name, startMs, endMs }));
}

function middleOf(examples: readonly (Example & { rate: number })[]): Example | null {
  const sorted = examples.toSorted((a, b) => a.rate - b.rate);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle ? { round: middle.round, windows: middle.windows } : null;
}
