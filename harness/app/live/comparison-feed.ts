import { median } from 'simple-statistics';
import { formatCount } from '../../core/units.ts';
import type { Metrics } from '../../record/metrics.ts';
import { formatMs, formatPart, formatRate } from '../../report/figures.ts';
import type { LiveFeed, LiveRow, LiveTile } from '../../report/live/board.ts';
import type { Scenario } from '../../scenario/types.ts';
import type { ComparisonWatcher } from '../comparison/measure-comparison.ts';

/** Watches a comparison for a live page. */
export type ComparisonFeed = LiveFeed & Pick<ComparisonWatcher, 'sized' | 'window' | 'round' | 'micro'>;

/**
 * The configurations, each with its rate round by round. Nobody is asked anything while a window is played, and nothing
 * is tested before the last round: a page that did would find differences by looking often enough.
 */
export function feedOfComparison({ name: scenario, configurations }: Scenario): ComparisonFeed {
  const seen = new Map<string, Metrics[]>(configurations.map(({ name }) => [name, []]));
  let [planned, done]: [number | null, number] = [null, 0];
  let [now, playing] = ['starting', ''];
  return {
    sized(size) {
      planned = size.rounds;
    },
    window(configuration) {
      playing = configuration;
      const turn = planned === null ? 'the trial round, which sizes the others' : `round ${done + 1} of ${planned}`;
      now = `${turn}: ${configuration}. What differs is tested after the last one.`;
    },
    round(count, played) {
      done = count;
      for (const [name, rounds] of seen) {
        const window = played[name];
        if (window) rounds.push(window.metrics);
      }
    },
    micro(configuration) {
      playing = configuration;
      now = `The rounds are over. The cost of one request: ${configuration}.`;
    },
    board: () => ({
      title: `${scenario}: ${planned === null ? 'the trial round' : formatPart(done, planned, 'round')}`,
      now,
      at: { of: 'round', number: done },
      tiles: done === 0 ? [] : [...seen].map(([name, rounds]) => rateTile(name, rounds)),
      rows: [...seen].map(([name, rounds]) => rowOf(name, rounds, name === playing)),
    }),
  };
}

function rateTile(name: string, rounds: readonly Metrics[]): LiveTile {
  const value = rounds.at(-1)?.requestsPerSecond ?? null;
  return { key: name, label: name, value, text: `${formatRate(value)} req/s`, limit: null, scale: 'rate' };
}

function rowOf(name: string, rounds: readonly Metrics[], isPlaying: boolean): LiveRow {
  const rate = medianOf(rounds.map(({ requestsPerSecond }) => requestsPerSecond));
  const p99Ms = medianOf(rounds.map(({ latencyP99Ms }) => latencyP99Ms));
  const figures = `median of ${formatCount(rounds.length, 'round')}: ${formatRate(rate)} requests a second, p99 ${formatMs(p99Ms)} ms`;
  return {
    key: name,
    name,
    status: isPlaying ? 'playing' : 'waiting',
    note: rounds.length === 0 ? 'no round is complete' : figures,
    checks: [],
  };
}

function medianOf(values: readonly (number | null)[]): number | null {
  const measured = values.filter((value) => value !== null);
  return measured.length === 0 ? null : median(measured);
}
