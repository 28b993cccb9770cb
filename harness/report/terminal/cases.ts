import type { CaseRecord } from '../../record/schema.ts';
import { COLUMNS } from '../figures.ts';
import { CONTRAST_NOTE, type ScenarioCases } from '../scenarios.ts';
import { SYMBOLS, WORDS } from '../verdict.ts';
import { COLOURS, type Look, type Style } from './look.ts';
import { left, type Row, right, table } from './table.ts';

/** The cases of a scenario as lines of a table, contrast cases in a group of their own. */
export function renderCases({ deciding, contrast }: ScenarioCases, look: Look): string[] {
  const rows: Row[] = [
    [left('configuration', 'dim'), ...COLUMNS.map(({ heading }) => right(heading, 'dim')), left('verdict', 'dim')],
    ...deciding.map((one) => rowOf(one, null)),
    ...(contrast.length > 0 ? [left(CONTRAST_NOTE, 'dim')] : []),
    ...contrast.map((one) => rowOf(one, 'dim')),
  ];
  return table(rows, look, { first: COLUMNS.length + 1 });
}

function rowOf(one: CaseRecord, style: Style | null): Row {
  return [
    left(one.configuration, style),
    ...COLUMNS.map(({ text }) => right(text(one), style)),
    left(`${SYMBOLS[one.status]} ${WORDS[one.status]}`, style ?? COLOURS[one.status]),
  ];
}
