import type { Days } from '../../compare/days.ts';
import type { UnpairedComparison } from '../../compare/unpaired.ts';
import { changeText, intervalText, METRIC_WORDS } from '../../compare/wording.ts';
import { NOT_MEASURED } from '../figures.ts';
import { alignColumns, right } from '../terminal/columns.ts';
import { lookOf, paintLines, type TerminalSize } from '../terminal/look.ts';
import { plain, wrap } from '../terminal/text.ts';

/** Two records of different days as text; the last lines say how little that proves. */
export function renderDays(days: Days, size: TerminalSize): string {
  const look = lookOf(size);
  const lines = (text: string) => wrap(plain(text), look.width);
  const others = days.differences.length > 0 ? [lines(`To be known: ${days.differences.join('; ')}.`).join('\n')] : [];
  return `${[
    paintLines(lines(`${days.before} → ${days.after}`), 'bold', look),
    daysTable(days),
    ...others,
    paintLines(lines(days.finding), 'bold', look),
    paintLines(lines(days.caution), 'yellow', look),
  ].join('\n\n')}\n`;
}

function daysTable({ configurations }: Days): string {
  const head = ['configuration', 'metric', right('change'), '95 %', right('windows'), 'finding'];
  const rows = configurations.flatMap(({ configuration, comparisons }) =>
    comparisons.map((one, index) => {
      const windows = one.before + one.after === 0 ? NOT_MEASURED : `${one.before}/${one.after}`;
      const name = index === 0 ? plain(configuration) : '';
      return [name, METRIC_WORDS[one.metric].short, right(changeOf(one)), intervalOf(one), right(windows), one.finding];
    }),
  );
  return alignColumns([head, ...rows]).join('\n');
}

function changeOf(one: UnpairedComparison): string {
  return 'ratio' in one ? changeText(one.ratio) : NOT_MEASURED;
}

function intervalOf(one: UnpairedComparison): string {
  return 'interval95' in one ? intervalText(one.interval95) : NOT_MEASURED;
}
