import { median } from 'simple-statistics';
import { METRIC_WORDS } from '../../compare/wording.ts';
import { formatDurationMs } from '../../core/units.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import { percentileMs } from '../../record/hdr.ts';
import type { Chart, EcdfChart, SlopesChart } from '../charts/types.ts';
import { connectionsTogether } from './connections.ts';
import { curvesOf, ofWhom } from './curves.ts';
import { isMany } from './order.ts';
import { histogramOf, percentilesOf } from './percentiles.ts';
import { tailOf } from './tail.ts';

/**
 * What a comparison shows as drawings on a canvas; each has its key figures in a sentence beside it. Of many
 * configurations only the curves, and those of a few of them: the others are rows.
 */
export function comparisonCharts(record: ComparisonRecord): Chart[] {
  const curves = [distributions(record), connectionsTogether(record)];
  if (isMany(record)) return curves;
  return [
    slopes(record, 'requestsPerSecond', 'Requests a second, round by round', 'requests/s'),
    slopes(record, tailOf(record), `${METRIC_WORDS[tailOf(record)].short}, round by round`, 'ms'),
    parts(record),
    ...curves,
  ];
}

function slopes(
  { rounds, configurations }: ComparisonRecord,
  metric: 'requestsPerSecond' | 'latencyP99Ms' | 'latencyP50Ms',
  title: string,
  unit: string,
): Chart {
  const names = configurations.map(({ name }) => name);
  const lines: SlopesChart['rounds'] = rounds.map((round) => names.map((name) => round[name]?.metrics[metric] ?? null));
  const medians = names.map((_, index) => medianOf(lines.flatMap((line) => line[index] ?? [])));
  const drawing = lines.length === 0 ? null : ({ kind: 'slopes', unit, names, rounds: lines, medians } as const);
  return {
    title,
    summary:
      'A thin line is a round, the thick one the medians: only what leans the same way in every round is a difference.',
    drawing,
  };
}

function medianOf(values: number[]): number | null {
  return values.length === 0 ? null : median(values);
}

/** From the first percent on: below, one request of a hundred decides where the axis begins. */
const PERCENTS = [...Array.from({ length: 99 }, (_, index) => index + 1), 99.5, 99.9, 99.99];

function distributions(record: ComparisonRecord): Chart {
  const curves: EcdfChart['curves'] = curvesOf(record).flatMap(({ name }, configuration) => {
    const histogram = histogramOf(record, name, 'latency');
    if (!histogram) return [];
    // No further into the tail than there are ten requests.
    const percent = PERCENTS.filter((one) => one <= 99 || (1 - one / 100) * histogram.totalCount >= 10);
    return [{ name, configuration, percent, ms: percent.map((one) => percentileMs(histogram, one) ?? 0) }];
  });
  return {
    title: `Latency, all rounds together${ofWhom(record)}`,
    summary:
      'The share of requests that took at most this long, waiting for a connection included. Further left is better. To be looked at: verdicts rest on the rounds.',
    drawing: curves.length === 0 ? null : { kind: 'ecdf', curves },
  };
}

function parts(record: ComparisonRecord): Chart {
  const rows = record.configurations.flatMap(({ name }) =>
    [50, 99].map((percentile) => ({
      name: `${name} · p${percentile}`,
      wait: percentilesOf(record, name, 'queueWait', [percentile])[0] ?? null,
      service: percentilesOf(record, name, 'firstByte', [percentile])[0] ?? null,
    })),
  );
  const isHeard = rows.some(({ wait, service }) => wait !== null || service !== null);
  const waits = rows
    .filter(({ name }) => name.endsWith('p99'))
    .flatMap(({ name, wait }) => (wait === null ? [] : [`${name} ${formatDurationMs(wait)}`]));
  return {
    title: 'Waiting for a connection, waiting for the server',
    summary:
      waits.length > 0 ? `Waiting for a connection: ${waits.join(', ')}. Percentiles of parts do not add up.` : '',
    drawing: !isHeard
      ? null
      : {
          kind: 'parts',
          names: rows.map(({ name }) => name),
          parts: [
            { name: 'for a connection', role: 'wait', ms: rows.map(({ wait }) => wait) },
            { name: 'for the first byte', role: 'service', ms: rows.map(({ service }) => service) },
          ],
        },
  };
}
