import type { ComparisonRecord } from '../../../record/comparison.ts';
import { html, type Markup } from '../../html/markup.ts';
import { tailOf } from '../tail.ts';
import { type NothingMeasured, nameOf, type Strips, stripsFigure } from './figure.ts';
import { latencyStrips, partStrips } from './latencies.ts';
import { RATIOS_SUMMARY, ratioStrips, ratioStripsByMetric } from './ratios.ts';
import { roundStrips } from './rounds.ts';

/** The ratios of a few configurations, which stand beside their other drawings. */
export function ratiosOfFew(record: ComparisonRecord): Markup {
  return stripsFigure(ratioStrips(record), 'strips-ratios');
}

/** What is drawn of many configurations: everything in rows, a configuration each. */
export function stripSections(record: ComparisonRecord): Markup[] {
  const { reference } = record;
  const ratios = ratioStripsByMetric(record);
  return [
    section({
      heading: html`Ratios to ${nameOf(reference)}`,
      about: html`${RATIOS_SUMMARY}`,
      id: 'ratios',
      strips: ratios.length > 0 ? ratios : [{ title: 'ratios', scale: null }],
    }),
    section({
      heading: html`Round by round`,
      about: html`A dot is a round, the short line the middle one; the long line is the middle one of ${nameOf(reference)}.`,
      id: 'rounds',
      strips: [roundStrips(record, 'requestsPerSecond'), roundStrips(record, tailOf(record))],
    }),
    section({
      heading: html`All rounds together`,
      about: html`To be looked at: verdicts rest on the rounds.`,
      id: 'together',
      strips: [latencyStrips(record), partStrips(record)],
    }),
  ];
}

interface Section {
  heading: Markup;
  about: Markup;
  id: string;
  strips: (Strips | NothingMeasured)[];
}

function section({ heading, about, id, strips }: Section): Markup {
  const figures = strips.map((one, index) => stripsFigure(one, `strips-${id}-${index + 1}`));
  return html`<h2>${heading}</h2><p class="muted">${about}</p><div class="charts">${figures}</div>`;
}
