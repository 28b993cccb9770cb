import { METRIC_WORDS } from '../../../compare/wording.ts';
import type { ComparisonRecord } from '../../../record/comparison.ts';
import { formatMs, formatRate } from '../../figures.ts';
import { html } from '../../html/markup.ts';
import { inOrder, middleOf } from '../order.ts';
import { across, dot, type NothingMeasured, percent, type Strips } from './figure.ts';
import { scaleOf } from './scale.ts';

const TEXTS = {
  requestsPerSecond: formatRate,
  latencyP50Ms: (ms: number) => `${formatMs(ms)} ms`,
  latencyP99Ms: (ms: number) => `${formatMs(ms)} ms`,
};

/** A row of dots for each configuration: its rounds, and the middle one of them as a line. */
export function roundStrips(record: ComparisonRecord, metric: keyof typeof TEXTS): Strips | NothingMeasured {
  const [title, text] = [METRIC_WORDS[metric].title, TEXTS[metric]];
  const rows = inOrder(record).flatMap(({ name }) => {
    const values = record.rounds.flatMap((round) => round[name]?.metrics[metric] ?? []);
    const middle = middleOf(record, name, metric);
    return middle === null ? [] : [{ name, values, middle }];
  });
  if (rows.length === 0) return { title, scale: null };
  const scale = scaleOf(
    rows.flatMap(({ values }) => values),
    text,
  );
  const ofReference = middleOf(record, record.reference, metric);
  return {
    title,
    summary: '',
    scale,
    behind: ofReference === null ? null : across('middle', scale.at(ofReference)),
    rows: rows.map(({ name, values, middle }) => ({
      name,
      status: null,
      marks: html`<g class="strip-rounds">${values.map((value) => dot(scale.at(value)))}</g><rect class="strip-median" x="${percent(scale.at(middle))}"/>`,
      value: html`${text(middle)}`,
    })),
  };
}
