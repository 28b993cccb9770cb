import { type Figured, hasFigures, intervalText, METRIC_WORDS } from '../../../compare/wording.ts';
import type { ComparisonRecord, SavedMetricComparison } from '../../../record/comparison.ts';
import { html, type Markup } from '../../html/markup.ts';
import { SYMBOLS, type Verdict } from '../../verdict.ts';
import { verdictOf } from '../rows.ts';
import { across, bar, dot, type NothingMeasured, type Strip, type Strips } from './figure.ts';
import { ratioScale, type Scale } from './scale.ts';

/** How to read ratios. */
export const RATIOS_SUMMARY =
  'Point: estimate over all rounds. Thick line: 95 % interval, thin line: 99 %, each of its metric alone. Inside the band nothing matters. The verdicts are those after Holm over all metrics: ✓ better, ✗ worse, – equal, ? undecided.';

/** All ratios to the reference with their intervals in one drawing. */
export function ratioStrips({ reference, comparisons }: ComparisonRecord): Strips | NothingMeasured {
  const title = `Ratios to ${reference}`;
  const figured = comparisons.filter(hasFigures);
  if (figured.length === 0) return { title, scale: null };
  const nameOf = ({ configuration, metric }: Figured) => `${configuration} · ${METRIC_WORDS[metric].short}`;
  return { ...stripsOf(title, figured, nameOf), summary: RATIOS_SUMMARY };
}

/** A drawing for each metric, in which the best configuration comes first. */
export function ratioStripsByMetric({ comparisons }: ComparisonRecord): Strips[] {
  return [...Map.groupBy(comparisons.filter(hasFigures), ({ metric }) => metric)].map(([metric, figured]) =>
    stripsOf(METRIC_WORDS[metric].title, bestFirst(figured), ({ configuration }) => configuration),
  );
}

function bestFirst(figured: readonly Figured[]): Figured[] {
  const cost = ({ metric, ratio }: Figured) => (metric === 'requestsPerSecond' ? 1 / ratio : ratio);
  return figured.toSorted((a, b) => cost(a) - cost(b));
}

function stripsOf(title: string, figured: readonly Figured[], nameOf: (one: Figured) => string): Strips {
  const scale = ratioScale(figured.flatMap(reachOf));
  const deltas = new Set(figured.map(({ delta }) => delta));
  const [delta = 1] = deltas;
  return {
    title,
    summary: '',
    scale,
    behind: html`${deltas.size === 1 ? band(delta, scale) : null}${across('middle', scale.at(1))}`,
    rows: figured.map((one) => rowOf(one, nameOf(one), deltas.size > 1, scale)),
  };
}

function rowOf(one: Figured, name: string, hasOwnBand: boolean, scale: Scale): Strip {
  const { status, word, change } = verdictOf(one);
  return {
    name,
    status,
    marks: html`${hasOwnBand ? band(one.delta, scale) : null}${intervalBar('sure', one.interval99, scale)}${intervalBar('likely', one.interval95, scale)}${dot(scale.at(one.ratio))}`,
    value: html`${change}<span class="muted">${intervalText(one.interval95)}</span> ${verdictSign(status, word)}`,
  };
}

/** The word of a verdict for who points at its symbol, or listens. */
function verdictSign(status: Verdict, word: string): Markup {
  return html`<span class="sign" title="${word}"><span aria-hidden="true">${SYMBOLS[status]}</span><span class="spoken">${word}</span></span>`;
}

function band(delta: number, scale: Scale): Markup {
  return bar('band', [scale.at(1 / delta), scale.at(delta)]);
}

type Interval = Extract<SavedMetricComparison, { ratio: number }>['interval95'];

function intervalBar(kind: string, interval: Interval, scale: Scale): Markup | null {
  return interval === 'unbounded' ? null : bar(kind, [scale.at(interval.low), scale.at(interval.high)]);
}

/** All that must be on the axis. */
function reachOf({ ratio, delta, interval95, interval99 }: Figured): number[] {
  const ends = [interval95, interval99].flatMap((one) => (one === 'unbounded' ? [] : [one.low, one.high]));
  return [ratio, delta * 1.05, ...ends];
}
