import { median } from 'simple-statistics';
import { logRatios, type MetricName } from '../../harness/compare/metrics.ts';
import { changeText, METRIC_WORDS } from '../../harness/compare/wording.ts';
import type { ComparisonRecord } from '../../harness/record/comparison.ts';
import { SYMBOLS } from '../../harness/report/verdict.ts';
import { compareOnce } from './compare-once.ts';

/** The ways to send in the order of the table that undici's maintainers publish, the slowest first. */
export const PUBLISHED_ORDER = [
  'undici-fetch',
  'undici-pipeline',
  'undici-request',
  'undici-stream',
  'undici-dispatch',
] as const;

/** By what the published table orders, and by what it comes from. */
const METRICS = ['requestsPerSecond', 'cpuPerRequestMicros'] as const satisfies MetricName[];

/**
 * Two neighbours of the table in one metric: the middle one of the rounds' ratios, the one that is to be better / the
 * other.
 */
export interface Neighbours {
  metric: (typeof METRICS)[number];
  slower: string;
  faster: string;
  ratio: number;
  /** Rounds in which it was better, of all. */
  rounds: { better: number; all: number };
  holds: boolean;
}

/** A comparison is with the reference, so neighbours are compared with each other here, round by round as there. */
export function neighboursIn({ rounds }: Pick<ComparisonRecord, 'rounds'>): Neighbours[] {
  const measured = rounds.map((round) =>
    Object.fromEntries(Object.entries(round).map(([name, { metrics }]) => [name, metrics])),
  );
  return METRICS.flatMap((metric) =>
    PUBLISHED_ORDER.slice(1).map((faster, index) => {
      const slower = PUBLISHED_ORDER[index] ?? '';
      const ratios = logRatios(measured, metric, faster, slower);
      const gains = ratios.map((ratio) => (metric === 'requestsPerSecond' ? ratio : -ratio));
      const better = gains.filter((gain) => gain > 0).length;
      const holds = gains.length > 0 && median(gains) > 0;
      const ratio = ratios.length > 0 ? Math.exp(median(ratios)) : Number.NaN;
      return { metric, slower, faster, ratio, rounds: { better, all: ratios.length }, holds };
    }),
  );
}

/** Does `client-table` come to the published order? */
export async function qualifyOrder(out: string): Promise<boolean> {
  const record = await compareOnce(['client-table', '--config', PUBLISHED_ORDER.join(','), '--out', out]);
  const neighbours = neighboursIn(record);
  for (const { metric, slower, faster, ratio, rounds, holds } of neighbours) {
    const beside = `${faster} beside ${slower}: ${METRIC_WORDS[metric].short} ${changeText(ratio)}`;
    console.log(`${holds ? SYMBOLS.pass : SYMBOLS.fail} ${beside}, better in ${rounds.better} of ${rounds.all} rounds`);
  }
  const broken = neighbours.filter(({ holds }) => !holds).length;
  console.log(broken === 0 ? `\nthe published order` : `\nnot the published order: ${broken} of ${neighbours.length}`);
  return broken === 0;
}
