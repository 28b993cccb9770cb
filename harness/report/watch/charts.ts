import { formatShare } from '../../core/units.ts';
import type { Series } from '../../record/schema.ts';
import type { WatchRecord } from '../../record/watch.ts';
import { inMebibytes } from '../charts/descriptors.ts';
import { gaugesOverTime } from '../charts/gauges.ts';
import { drawOverTime, peakOf } from '../charts/time.ts';
import type { Chart, Line } from '../charts/types.ts';
import { formatWhole } from '../figures.ts';
import { rateLine } from './rate-line.ts';

/** A colour beside those of the roles. */
const THIRD = 3;

export function watchCharts(record: WatchRecord): Chart[] {
  const fromKernel = [
    statesChart(record),
    turnoverChart(record),
    descriptorsChart(record),
    memoryChart(record),
    portsChart(record),
  ];
  const charts = [...fromKernel, ...gaugesOverTime(record, [])];
  return charts.filter((chart) => chart !== null);
}

function statesChart({ series, asked, durationMs }: WatchRecord): Chart {
  const lines: Line[] = [];
  const [established, closeWait] = [series['state.established'], series['state.close-wait']];
  if (established) lines.push({ name: 'established', role: 'open', series: established });
  if (closeWait) lines.push({ name: 'close-wait', role: 'active', series: closeWait });
  if (established && asked.limit !== null) {
    const limit = { t: [0, durationMs], v: [asked.limit, asked.limit] };
    lines.push({
      name: `limit ${formatWhole(asked.limit)}, of one process`,
      role: 'limit',
      series: limit,
    });
  }
  const summary = established
    ? `At most ${formatWhole(peakOf(established))} established${closeWait ? `, ${formatWhole(peakOf(closeWait))} in CLOSE_WAIT` : ''}.`
    : '';
  return {
    title: 'Connections over time',
    summary,
    drawing: drawOverTime([], lines, { unit: 'connections' }),
  };
}

function turnoverChart({ series: { opened, closed, brief }, durationMs }: WatchRecord): Chart {
  const title = 'Opened and closed';
  const [opening, closing] = [rateLine([opened, brief], durationMs), rateLine([closed, brief], durationMs)];
  if (!opened || opening.t.length === 0) return { title, summary: '', drawing: null };
  const lines: Line[] = [
    { name: 'opened a second', role: 'open', series: until(opening, durationMs) },
    { name: 'closed a second', role: 'active', series: until(closing, durationMs) },
  ];
  const total = (opened.v.at(-1) ?? 0) + (brief?.v.at(-1) ?? 0);
  const unseen = brief?.v.at(-1) ? `, ${formatWhole(brief.v.at(-1) ?? 0)} of them too briefly to be met alive` : '';
  const summary = `${formatWhole(total)} opened${unseen}; at most ${peakOf(until(opening, durationMs)).toLocaleString('en')} a second.`;
  return { title, summary, drawing: drawOverTime([], lines, { unit: 'a second' }) };
}

function descriptorsChart({ series: { descriptors, threads } }: WatchRecord): Chart {
  const lines: Line[] = [];
  if (descriptors) lines.push({ name: 'open descriptors', role: 'descriptors', series: descriptors });
  if (threads) lines.push({ name: 'threads', role: 'open', configuration: THIRD, series: threads });
  const summary = descriptors
    ? `From ${formatWhole(descriptors.v[0] ?? 0)} to ${formatWhole(descriptors.v.at(-1) ?? 0)} descriptors.`
    : '';
  return { title: 'Descriptors and threads', summary, drawing: drawOverTime([], lines, { unit: 'count' }) };
}

function memoryChart({ series: { rssBytes } }: WatchRecord): Chart {
  const title = 'Memory over time';
  if (!rssBytes) return { title, summary: '', drawing: null };
  const series = inMebibytes(rssBytes);
  const line: Line = { name: 'resident memory', role: 'memory', series };
  return {
    title,
    summary: `At most ${formatWhole(peakOf(series))} MiB.`,
    drawing: drawOverTime([], [line], { unit: 'MiB' }),
  };
}

/** Null: this kind of socket has neither. */
function portsChart({ series, ports }: WatchRecord): Chart | null {
  const timeWait = series['state.time-wait'];
  if (!timeWait) return null;
  const lines: Line[] = [{ name: 'in TIME_WAIT', role: 'open', series: timeWait }];
  const { portsUsed } = series;
  if (portsUsed) lines.push({ name: 'ports taken', role: 'open', configuration: THIRD, series: portsUsed });
  const share =
    portsUsed && ports ? `; ${formatShare(peakOf(portsUsed) / (ports.high - ports.low + 1))} of the ports` : '';
  return {
    title: 'TIME_WAIT and ports',
    summary: `At most ${formatWhole(peakOf(timeWait))} in TIME_WAIT${share}.`,
    drawing: drawOverTime([], lines, { unit: 'connections' }),
  };
}

/** A rate holds from its first moment to the next one's, and is told to a hundredth. */
function until({ t, v }: Series, endMs: number): Series {
  const rounded = v.map((value) => Math.round(value * 100) / 100);
  return { t: [...t, endMs], v: [...rounded, rounded.at(-1) ?? 0] };
}
