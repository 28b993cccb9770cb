import { median } from 'simple-statistics';
import { hasFigures, METRIC_WORDS } from '../../compare/wording.ts';
import { formatDurationMs } from '../../core/units.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import { decodeHistogram, percentileMs } from '../../record/hdr.ts';
import type { Chart, EcdfChart, ForestChart, SlopesChart } from '../charts/types.ts';
import { connectionsTogether } from './connections.ts';

/** What a comparison shows as drawings; each has its key figures in a sentence beside it. */
export function comparisonCharts(record: ComparisonRecord): Chart[] {
  return [
    forest(record),
    slopes(record, 'requestsPerSecond', 'Requests a second, round by round', 'requests/s'),
    slopes(record, tailOf(record), `${METRIC_WORDS[tailOf(record)].short}, round by round`, 'ms'),
    distributions(record),
    parts(record),
    connectionsTogether(record),
  ];
}

const USUAL_ROWS = 12;

function forest({ comparisons, reference, configurations }: ComparisonRecord): Chart {
  const rows: ForestChart['rows'] = comparisons.filter(hasFigures).map((one) => ({
    name: `${one.configuration} · ${METRIC_WORDS[one.metric].short}`,
    configuration: configurations.findIndex(({ name }) => name === one.configuration),
    ratio: one.ratio,
    interval95: endsOf(one.interval95),
    interval99: endsOf(one.interval99),
    delta: one.delta,
    verdict: one.verdict,
    adjustedP: one.adjustedP,
  }));
  return {
    title: `Ratios to ${reference}`,
    summary:
      'Point: estimate over all rounds. Thick line: 95 % interval, thin line: 99 %, each of its metric alone. Inside the band nothing matters. The colours are the verdicts after Holm over all metrics: green is better, red worse, blue equal, grey undecided, even where a thin line clears the middle.',
    isTall: rows.length > USUAL_ROWS,
    drawing: rows.length === 0 ? null : { kind: 'forest', rows },
  };
}

type Ends = ForestChart['rows'][number]['interval95'];

function endsOf(interval: 'unbounded' | { low: number; high: number }): Ends {
  return interval === 'unbounded' ? null : [interval.low, interval.high];
}

/** The p99 where the windows were large enough for one, else the median. */
function tailOf({ comparisons }: ComparisonRecord): 'latencyP99Ms' | 'latencyP50Ms' {
  const isMeasured = comparisons.some(({ metric, verdict }) => metric === 'latencyP99Ms' && verdict !== 'not measured');
  return isMeasured ? 'latencyP99Ms' : 'latencyP50Ms';
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

function distributions({ histograms, configurations }: ComparisonRecord): Chart {
  const curves: EcdfChart['curves'] = configurations.flatMap(({ name }, configuration) => {
    const histogram = decoded(histograms[name]?.latency);
    if (!histogram) return [];
    // No further into the tail than there are ten requests.
    const percent = PERCENTS.filter((one) => one <= 99 || (1 - one / 100) * histogram.totalCount >= 10);
    return [{ name, configuration, percent, ms: percent.map((one) => percentileMs(histogram, one) ?? 0) }];
  });
  return {
    title: 'Latency, all rounds together',
    summary:
      'The share of requests that took at most this long, waiting for a connection included. Further left is better. To be looked at: verdicts rest on the rounds.',
    drawing: curves.length === 0 ? null : { kind: 'ecdf', curves },
  };
}

function parts({ histograms, configurations }: ComparisonRecord): Chart {
  const rows = configurations.flatMap(({ name }) =>
    [50, 99].map((percentile) => ({
      name: `${name} · p${percentile}`,
      wait: percentileOf(histograms[name]?.queueWait, percentile),
      service: percentileOf(histograms[name]?.firstByte, percentile),
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
    isTall: rows.length > USUAL_ROWS,
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

function percentileOf(text: string | undefined, percentile: number): number | null {
  const histogram = decoded(text);
  return histogram ? percentileMs(histogram, percentile) : null;
}

function decoded(text: string | undefined) {
  const histogram = text === undefined ? null : decodeHistogram(text);
  return histogram && histogram.totalCount > 0 ? histogram : null;
}
