import { nearestName } from '../../core/nearest.ts';
import { readSeriesName, type SeriesName, seriesText } from '../../core/prometheus-series.ts';
import { figure, type Reading, someOf } from './reading.ts';

const TYPE = /^# TYPE (\S+) (\S+)/;
/** Parts of a histogram or a summary that count what has been observed so far. */
const OBSERVED = /_(?:bucket|count|sum)$/;

/**
 * A metric of a program that exposes them to Prometheus, by name and labels. The labels that are asked for must be
 * there; where several series have them, as where none is asked for, they are added up.
 */
export function readExposition(text: string, metric: string | null): Reading {
  const lines = text.split('\n');
  const wanted = metric === null ? undefined : readSeriesName(metric);
  if (metric === null || wanted?.rest !== '') {
    const what = metric === null ? 'the answer needs a metric, as in URL#METRIC' : `${metric} is no metric`;
    return { reason: `${what}; there is ${someOf(namesIn(lines))}` };
  }
  const own = lines.filter((line) => line.startsWith(wanted.name)).flatMap((line) => readSeriesName(line) ?? []);
  const named = own.filter(({ name }) => name === wanted.name);
  const values = named
    .filter((series) => hasLabels(series, wanted))
    .map(({ rest }) => Number(rest.trim().split(/\s/)[0]));
  if (values.length === 0) return { reason: `the answer has no ${metric}${insteadOf(wanted, named, lines)}` };
  const sum = values.reduce((total, value) => total + value, 0);
  if (!Number.isFinite(sum)) return { reason: `${metric} is no finite number` };
  return figure(sum, { isCounter: isCounter(wanted.name, lines) });
}

function hasLabels({ labels }: SeriesName, wanted: SeriesName): boolean {
  return Object.entries(wanted.labels).every(([label, text]) => labels[label] === text);
}

function insteadOf(wanted: SeriesName, named: readonly SeriesName[], lines: readonly string[]): string {
  if (named.length > 0) return `; there is ${someOf(named.map(seriesText))}`;
  const names = namesIn(lines);
  const near = nearestName(wanted.name, names);
  if (near !== undefined) return `; did you mean ${near}?`;
  return names.length > 0 ? `; there is ${someOf(names)}` : ', nor any other metric';
}

function namesIn(lines: readonly string[]): string[] {
  return [...new Set(lines.flatMap((line) => readSeriesName(line)?.name ?? []))];
}

function isCounter(name: string, lines: readonly string[]): boolean {
  const family = name.replace(OBSERVED, '');
  return lines.some((line) => {
    const [, of, type = ''] = TYPE.exec(line) ?? [];
    if (of === name) return type === 'counter';
    return of === family && ['histogram', 'summary'].includes(type);
  });
}
