import { styleText } from 'node:util';
import type { Days } from '../../compare/days.ts';
import type { UnpairedComparison } from '../../compare/unpaired.ts';
import { changeText, intervalText, METRIC_WORDS } from '../../compare/wording.ts';
import { NOT_MEASURED } from '../figures.ts';
import { plain, wrap } from '../terminal-text.ts';
import { newTable, right, textOf } from './terminal.ts';

/** Two records of different days as text; the last lines say how little that proves. */
export function renderDays(days: Days, { colour, width }: { colour: boolean; width: number }): string {
  const paint = (style: 'bold' | 'yellow', text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const lines = (text: string) => wrap(plain(text), width).join('\n');
  const others = days.differences.length > 0 ? [lines(`Not the same in both: ${days.differences.join('; ')}.`)] : [];
  return `${[
    paint('bold', lines(`${days.before} → ${days.after}`)),
    daysTable(days),
    ...others,
    paint('bold', lines(days.finding)),
    paint('yellow', lines(days.caution)),
  ].join('\n\n')}\n`;
}

function daysTable({ configurations }: Days): string {
  const table = newTable();
  table.push(['configuration', 'metric', right('change'), '95 %', right('windows'), 'finding']);
  for (const { configuration, comparisons } of configurations) {
    comparisons.forEach((one, index) => {
      const windows = `${one.before}/${one.after}`;
      const name = index === 0 ? plain(configuration) : '';
      table.push([name, METRIC_WORDS[one.metric], right(changeOf(one)), intervalOf(one), right(windows), one.finding]);
    });
  }
  return textOf(table);
}

function changeOf(one: UnpairedComparison): string {
  return 'ratio' in one ? changeText(one.ratio) : NOT_MEASURED;
}

function intervalOf(one: UnpairedComparison): string {
  return 'interval95' in one ? intervalText(one.interval95) : NOT_MEASURED;
}
