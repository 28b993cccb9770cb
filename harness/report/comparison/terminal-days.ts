import type { Days } from '../../compare/days.ts';
import type { UnpairedComparison } from '../../compare/unpaired.ts';
import { changeText, intervalText, METRIC_WORDS } from '../../compare/wording.ts';
import { NOT_MEASURED } from '../figures.ts';
import { type Look, lookOf, type TerminalSize } from '../terminal/look.ts';
import { left, right, table } from '../terminal/table.ts';
import { paragraph } from '../terminal/text.ts';

/** Two records of different days as text; the last lines say how little that proves. */
export function renderDays(days: Days, size: TerminalSize): string {
  const look = lookOf(size);
  const others =
    days.differences.length > 0 ? [paragraph(`To be known: ${days.differences.join('; ')}.`, null, look)] : [];
  return `${[
    paragraph(`${days.before} → ${days.after}`, 'bold', look),
    daysTable(days, look),
    ...others,
    paragraph(days.finding, 'bold', look),
    paragraph(days.caution, 'yellow', look),
  ].join('\n\n')}\n`;
}

function daysTable({ configurations }: Days, look: Look): string {
  const head = [
    ...[left('configuration'), left('metric'), right('change')],
    ...[left('95 %'), right('windows'), left('finding')],
  ];
  const rows = configurations.flatMap(({ configuration, comparisons }) =>
    comparisons.map((one, index) => {
      const windows = one.before + one.after === 0 ? NOT_MEASURED : `${one.before}/${one.after}`;
      return [
        left(index === 0 ? configuration : ''),
        left(METRIC_WORDS[one.metric].short),
        right(changeOf(one)),
        left(intervalOf(one)),
        right(windows),
        left(one.finding),
      ];
    }),
  );
  return table([head, ...rows], look).join('\n');
}

function changeOf(one: UnpairedComparison): string {
  return 'ratio' in one ? changeText(one.ratio) : NOT_MEASURED;
}

function intervalOf(one: UnpairedComparison): string {
  return 'interval95' in one ? intervalText(one.interval95) : NOT_MEASURED;
}
