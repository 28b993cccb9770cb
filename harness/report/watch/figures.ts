import { gaugeKey } from '../../core/gauge-names.ts';
import { kindOfGauge } from '../../record/rest.ts';
import type { Series } from '../../record/schema.ts';
import type { WatchRecord } from '../../record/watch.ts';
import { formatWhole, NOT_MEASURED } from '../figures.ts';
import { rateLine } from './rate-line.ts';

const MIB = 2 ** 20;

/** Something that was counted, and how to write it. */
export interface WatchFigure {
  name: string;
  line: Series;
  text(value: number): string;
}

export interface WatchRow extends WatchFigure {
  now: string;
  least: string;
  most: string;
}

/** In this order; states beside these follow where a connection was ever in them. */
const STATES = ['established', 'close-wait', 'time-wait'];

/** What a watch shows in figures, the same on the terminal and on the page. */
export function watchRows(record: WatchRecord): WatchRow[] {
  return [...stateFigures(record), ...rateFigures(record), ...processFigures(record), ...gaugeFigures(record)].map(
    (figure) => ({
      ...figure,
      now: textOf(figure, figure.line.v.at(-1)),
      least: textOf(
        figure,
        figure.line.v.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
      ),
      most: textOf(
        figure,
        figure.line.v.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
      ),
    }),
  );
}

function textOf({ text }: WatchFigure, value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? NOT_MEASURED : text(value);
}

function stateFigures({ series }: WatchRecord): WatchFigure[] {
  const states = Object.keys(series).flatMap((name) => name.split('state.')[1] ?? []);
  const others = states.filter((state) => !STATES.includes(state) && series[`state.${state}`]?.v.some(Boolean));
  return [...STATES, ...others.toSorted()].flatMap((state) => {
    const line = series[`state.${state}`];
    return line ? [{ name: state, line, text: formatWhole }] : [];
  });
}

function rateFigures({ series: { opened, brief, closed }, durationMs }: WatchRecord): WatchFigure[] {
  if (!opened) return [];
  return [
    { name: 'opened a second', line: rateLine([opened, brief], durationMs), text: formatFewPerSecond },
    { name: 'closed a second', line: rateLine([closed, brief], durationMs), text: formatFewPerSecond },
  ];
}

function processFigures({ series }: WatchRecord): WatchFigure[] {
  const { descriptors, threads, rssBytes, portsUsed, processes } = series;
  const figures: (WatchFigure | null)[] = [
    descriptors ? { name: 'descriptors', line: descriptors, text: formatWhole } : null,
    threads ? { name: 'threads', line: threads, text: formatWhole } : null,
    rssBytes ? { name: 'MiB of memory', line: rssBytes, text: (bytes) => formatWhole(bytes / MIB) } : null,
    portsUsed ? { name: 'ports taken', line: portsUsed, text: formatWhole } : null,
    processes?.v.some((count) => count > 1) ? { name: 'processes', line: processes, text: formatWhole } : null,
  ];
  return figures.filter((figure) => figure !== null);
}

/** Those that never answered have no row: why is told beside it. */
function gaugeFigures({ gauges, series }: WatchRecord): WatchFigure[] {
  return gauges.flatMap(({ name }) => {
    const line = series[gaugeKey(name)];
    return line ? [{ name: kindOfGauge(name), line, text: formatGauge }] : [];
  });
}

function formatGauge(value: number): string {
  return Math.abs(value) < 100 ? value.toLocaleString('en', { maximumSignificantDigits: 3 }) : formatWhole(value);
}

function formatFewPerSecond(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : formatWhole(perSecond);
}
