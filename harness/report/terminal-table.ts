import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import type { CaseRecord } from '../record/schema.ts';
import { COLUMNS, type Column } from './figures.ts';
import { CONTRAST_NOTE, type ScenarioCases } from './scenarios.ts';
import { COLOURS, type Look, plain } from './terminal-text.ts';
import { SYMBOLS, WORDS } from './verdict.ts';

/** What a narrow terminal leaves out, in this order: first the figures that the others nearly tell. */
const LEAVE_OUT = ['opened', 'active', 'p50', 'handles', 'rate'];

/** The cases of a scenario as lines of a table, contrast cases in a group of their own; says what the width left out. */
export function renderCases(scenario: ScenarioCases, look: Look): string[] {
  for (let leftOut = 0; ; leftOut += 1) {
    const hidden = LEAVE_OUT.slice(0, leftOut);
    const lines = tableLines(
      scenario,
      COLUMNS.filter(({ name }) => !hidden.includes(name)),
      look,
    );
    const fits = lines.every((line) => stripVTControlCharacters(line).length <= look.width);
    if (!fits && leftOut < LEAVE_OUT.length) continue;
    return hidden.length === 0 ? lines : [...lines, look.paint('dim', `too narrow to show: ${hidden.join(', ')}`)];
  }
}

function tableLines({ deciding, contrast }: ScenarioCases, columns: Column[], { paint }: Look): string[] {
  const table = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  const right = (content: string) => ({ content, hAlign: 'right' as const });
  const dim = (text: string) => paint('dim', text);
  const row = (one: CaseRecord, colour: (text: string) => string) => [
    colour(plain(one.configuration)),
    ...columns.map(({ text }) => right(colour(text(one)))),
    paint(one.contrast ? 'dim' : COLOURS[one.status], `${SYMBOLS[one.status]} ${WORDS[one.status]}`),
  ];
  table.push([dim('configuration'), ...columns.map(({ heading }) => right(dim(heading))), dim('verdict')]);
  table.push(...deciding.map((one) => row(one, String)));
  if (contrast.length > 0) table.push([{ content: dim(CONTRAST_NOTE), colSpan: columns.length + 2 }]);
  table.push(...contrast.map((one) => row(one, dim)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

export const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
