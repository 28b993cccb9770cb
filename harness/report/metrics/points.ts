import { EXIT } from '../../core/errors.ts';
import type { Check, RunRecord } from '../../record/schema.ts';
import { plain } from '../terminal/text.ts';
import type { MetricFamily } from './families/family.ts';

/** A metric with all that was measured of it; none of what was not measured. */
export interface MetricPoints {
  family: MetricFamily;
  /** In the unit of the family. */
  points: { labels: Readonly<Record<string, string>>; value: number }[];
}

/** What a metrics report is drawn from, whatever it is of. */
export interface Measurement {
  metrics: MetricPoints[];
  startedAt: string;
  finishedAt: string;
  poolproof: string;
}

/** The exit code says how a run, a case or a check ended; a check may be skipped, too. */
export const STATUS_CODES: Readonly<Record<Check['status'] | RunRecord['status'], number>> = {
  pass: EXIT.pass,
  fail: EXIT.fail,
  inconclusive: EXIT.inconclusive,
  skipped: 3,
  interrupted: EXIT.interrupted,
};

export type Told = { family: MetricFamily; labels?: Record<string, string>; value: number | null };

/**
 * By metric, in the order in which each was first told. A series has one value: of a case that was played twice, its
 * last one.
 */
export function gather(told: readonly Told[]): MetricPoints[] {
  const measured = told.filter(({ value }) => value !== null && Number.isFinite(value));
  return [...Map.groupBy(measured, ({ family }) => family)].map(([family, all]) => {
    const points = all.map(({ labels = {}, value }) => ({
      labels: Object.fromEntries(Object.entries(labels).map(([label, text]) => [label, plain(text).toWellFormed()])),
      value: Number(value) / (family.perUnit ?? 1),
    }));
    return { family, points: [...new Map(points.map((point) => [JSON.stringify(point.labels), point])).values()] };
  });
}
