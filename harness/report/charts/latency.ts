import type { Histogram } from 'hdr-histogram-js';
import { formatDurationMs } from '../../core/units.ts';
import { decodeHistogram, percentileMs } from '../../record/hdr.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { formatWholeMs } from '../ceiling.ts';
import { isRateOfAnswers } from '../remarks.ts';
import type { Chart, PercentilesChart } from './types.ts';

const NINES_STEP = 0.1;
/** For the table behind the chart; 90, 99 and further nines are steps of the curve. */
const OFTEN_ASKED = [25, 50, 75, 95];

/** What does it cost: latency by percentile, beside what server and machine can do. */
export function latencyChart(of: CaseRecord): Chart {
  const { histograms, evidence } = of;
  const title = 'Latency by percentile';
  const histogram = histograms.latency ? decodeHistogram(histograms.latency) : null;
  if (!histogram || histogram.totalCount === 0) return { title, summary: '', drawing: null };
  const curves = [curveOf(histogram)];
  const summary = [
    `Half of the ${isRateOfAnswers(of) ? 'requests' : 'calls, which are not answers one for one,'} within ${duration(histogram, 50)}, 99 of 100 within ${duration(histogram, 99)}`,
  ];
  const { ceiling } = evidence;
  if (ceiling) {
    const { latencyP50Ms, latencyP99Ms } = ceiling;
    // A whole millisecond that is 0 was less than one, and has no place on the axis.
    const points = [
      { percentile: 50, ms: latencyP50Ms },
      { percentile: 99, ms: latencyP99Ms },
    ].filter(({ ms }) => ms > 0);
    const percentiles = points.map(({ percentile }) => percentile);
    if (points.length > 0)
      curves.push({ name: 'the ceiling, p50 and p99', role: 'ceiling', percentiles, ms: points.map(({ ms }) => ms) });
    summary.push(`the ceiling: ${formatWholeMs(latencyP50Ms)} and ${formatWholeMs(latencyP99Ms)}`);
  }
  return { title, summary: `${summary.join('; ')}.`, drawing: { kind: 'percentiles', curves } };
}

/** As far into the tail as there are requests: the p99.9 of 500 requests would be the maximum under another name. */
function curveOf(histogram: Histogram): PercentilesChart['curves'][number] {
  const nines = Math.max(1, Math.log10(histogram.totalCount));
  const steps = Math.floor(nines / NINES_STEP);
  const even = Array.from({ length: steps + 1 }, (_, step) => rounded(100 * (1 - 10 ** (-step * NINES_STEP))));
  const asked = OFTEN_ASKED.filter((percentile) => percentile <= (even.at(-1) ?? 0));
  const percentiles = [...new Set([...even, ...asked])].sort((a, b) => a - b);
  return {
    name: 'this client',
    role: 'subject',
    percentiles,
    ms: percentiles.map((p) => percentileMs(histogram, p) ?? 0),
  };
}

/** Four digits of what is missing to 100, however many nines there are. */
function rounded(percentile: number): number {
  return Number((100 - Number((100 - percentile).toPrecision(4))).toFixed(13));
}

function duration(histogram: Histogram, percentile: number): string {
  return formatDurationMs(percentileMs(histogram, percentile) ?? 0);
}
