import stringWidth from 'string-width';
import type { CaseRecord } from '../../record/schema.ts';
import { COLUMNS, type Column } from '../figures.ts';
import { CONTRAST_NOTE, type ScenarioCases } from '../scenarios.ts';
import { SYMBOLS, WORDS } from '../verdict.ts';
import { alignColumns, right } from './columns.ts';
import { COLOURS, type Look } from './look.ts';
import { plain } from './text.ts';

/** What a narrow terminal leaves out, in this order: first the figures that the others nearly tell. */
const LEAVE_OUT = ['opened', 'active', 'p50', 'handles', 'rate'];

/**
 * The cases of a scenario as lines of a table, contrast cases in a group of their own; says what the width left out.
 */
export function renderCases(scenario: ScenarioCases, look: Look): string[] {
  for (let leftOut = 0; ; leftOut += 1) {
    const hidden = LEAVE_OUT.slice(0, leftOut);
    const lines = tableLines(
      scenario,
      COLUMNS.filter(({ name }) => !hidden.includes(name)),
      look,
    );
    const fits = lines.every((line) => stringWidth(line) <= look.width);
    if (!fits && leftOut < LEAVE_OUT.length) continue;
    return hidden.length === 0 ? lines : [...lines, look.paint('dim', `too narrow to show: ${hidden.join(', ')}`)];
  }
}

function tableLines({ deciding, contrast }: ScenarioCases, columns: Column[], { paint }: Look): string[] {
  const dim = (text: string) => paint('dim', text);
  const row = (one: CaseRecord, colour: (text: string) => string) => [
    colour(plain(one.configuration)),
    ...columns.map(({ text }) => right(colour(text(one)))),
    paint(one.contrast ? 'dim' : COLOURS[one.status], `${SYMBOLS[one.status]} ${WORDS[one.status]}`),
  ];
  return alignColumns([
    [dim('configuration'), ...columns.map(({ heading }) => right(dim(heading))), dim('verdict')],
    ...deciding.map((one) => row(one, String)),
    ...(contrast.length > 0 ? [dim(CONTRAST_NOTE)] : []),
    ...contrast.map((one) => row(one, dim)),
  ]);
}
