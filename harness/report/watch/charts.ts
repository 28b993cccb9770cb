import { formatShare } from '../../core/units.ts';
import type { Series } from '../../record/schema.ts';
import type { WatchRecord } from '../../record/watch.ts';
import { gaugesOverTime } from '../charts/gauges.ts';
import { drawOverTime, peakOf } from '../charts/time.ts';
import type { Chart, Line } from '../charts/types.ts';
import { formatWhole } from '../figures.ts';
import { rateLine } from './rate-line.ts';

const MIB = 2 ** 20;
/** A colour beside those of the roles. */
const THIRD = 3;

export function watchCharts(record: WatchRecord): Chart[] {
  const fromKernel = [statesChart(record), turnoverChart(record), outsideChart(record), portsChart(record)];
  const charts = [...fromKernel, ...gaugesOverTime(record, [])];
  return charts.filter((chart) => chart !== null);
}

function statesChart({ series, asked, durationMs }: WatchRecord): Chart {
  const lines: Line[] = [];
  const [established, closeWait] = [series['state.established'], series['state.close-wait']];
  if (established) lines.push({ name: 'established', role: 'open', axis: 'left', series: established });
  if (closeWait) lines.push({ name: 'close-wait', role: 'active', axis: 'left', series: closeWait });
  if (established && asked.limit !== null) {
    const limit = { t: [0, durationMs], v: [asked.limit, asked.limit] };
    lines.push({
      name: `limit ${formatWhole(asked.limit)}, of one process`,
      role: 'limit',
      axis: 'left',
      series: limit,
    });
  }
  const summary = established
    ? `At most ${formatWhole(peakOf(established))} established${closeWait ? `, ${formatWhole(peakOf(closeWait))} in CLOSE_WAIT` : ''}.`
    : '';
  return {
    title: 'Connections over time',
    summary,
    drawing: drawOverTime([], lines, { left: 'connections', right: null }),
  };
}

function turnoverChart({ series: { opened, closed, brief }, durationMs }: WatchRecord): Chart {
  const title = 'Opened and closed';
  const [opening, closing] = [rateLine([opened, brief], durationMs), rateLine([closed, brief], durationMs)];
  if (!opened || opening.t.length === 0) return { title, summary: '', drawing: null };
  const lines: Line[] = [
    { name: 'opened a second', role: 'open', axis: 'left', series: until(opening, durationMs) },
    { name: 'closed a second', role: 'active', axis: 'left', series: until(closing, durationMs) },
  ];
  const total = (opened.v.at(-1) ?? 0) + (brief?.v.at(-1) ?? 0);
  const unseen = brief?.v.at(-1) ? `, ${formatWhole(brief.v.at(-1) ?? 0)} of them too briefly to be met alive` : '';
  const summary = `${formatWhole(total)} opened${unseen}; at most ${peakOf(until(opening, durationMs)).toLocaleString('en')} a second.`;
  return { title, summary, drawing: drawOverTime([], lines, { left: 'a second', right: null }) };
}

function outsideChart({ series: { descriptors, rssBytes, threads } }: WatchRecord): Chart {
  const lines: Line[] = [];
  if (descriptors) lines.push({ name: 'open descriptors', role: 'descriptors', axis: 'left', series: descriptors });
  if (threads) lines.push({ name: 'threads', role: 'open', configuration: THIRD, axis: 'left', series: threads });
  const memory = rssBytes && { t: rssBytes.t, v: rssBytes.v.map((bytes) => Math.round((bytes / MIB) * 10) / 10) };
  if (memory) lines.push({ name: 'resident memory', role: 'memory', axis: 'right', series: memory });
  const summary = [
    descriptors
      ? [`From ${formatWhole(descriptors.v[0] ?? 0)} to ${formatWhole(descriptors.v.at(-1) ?? 0)} descriptors`]
      : [],
    memory ? [`at most ${formatWhole(peakOf(memory))} MiB`] : [],
  ].flat();
  return {
    title: 'Descriptors, threads and memory',
    summary: summary.length > 0 ? `${summary.join(', ')}.` : '',
    drawing: drawOverTime([], lines, { left: 'count', right: memory ? 'MiB' : null }),
  };
}

/** Null: this kind of socket has neither. */
function portsChart({ series, ports }: WatchRecord): Chart | null {
  const timeWait = series['state.time-wait'];
  if (!timeWait) return null;
  const lines: Line[] = [{ name: 'in TIME_WAIT', role: 'open', axis: 'left', series: timeWait }];
  const { portsUsed } = series;
  if (portsUsed)
    lines.push({ name: 'ports taken', role: 'open', configuration: THIRD, axis: 'left', series: portsUsed });
  const share =
    portsUsed && ports ? `; ${formatShare(peakOf(portsUsed) / (ports.high - ports.low + 1))} of the ports` : '';
  return {
    title: 'TIME_WAIT and ports',
    summary: `At most ${formatWhole(peakOf(timeWait))} in TIME_WAIT${share}.`,
    drawing: drawOverTime([], lines, { left: 'connections', right: null }),
  };
}

/** A rate holds from its first moment to the next one's, and is told to a hundredth. */
function until({ t, v }: Series, endMs: number): Series {
  const rounded = v.map((value) => Math.round(value * 100) / 100);
  return { t: [...t, endMs], v: [...rounded, rounded.at(-1) ?? 0] };
}
