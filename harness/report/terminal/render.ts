import type { CaseRecord, RunRecord } from '../../record/schema.ts';
import { headlineOf } from '../headline.ts';
import { remarksOn } from '../remarks.ts';
import { groupByScenario, type ScenarioCases } from '../scenarios.ts';
import { SYMBOLS } from '../verdict.ts';
import { renderCases } from './cases.ts';
import { COLOURS, type Look, lookOf, paintLines, type TerminalSize } from './look.ts';
import { plain, wrap } from './text.ts';

/** The run as text: a table for each scenario, what failed under it, and the verdict of the run as the last line. */
export function renderTerminal(record: RunRecord, size: TerminalSize): string {
  const look = lookOf(size);
  const verdict = wrap(`${SYMBOLS[record.status]} ${plain(headlineOf(record))}`, look.width);
  const sections = groupByScenario(record).map((scenario) => renderScenario(scenario, look));
  return `${[...sections, paintLines(verdict, ['bold', COLOURS[record.status]], look)].join('\n\n')}\n`;
}

function renderScenario(scenario: ScenarioCases, look: Look): string {
  const heading = paintLines(wrap(plain(`${scenario.name}: ${scenario.setting}`), look.width), 'bold', look);
  const ceiling = paintLines(wrap(plain(scenario.ceiling ?? ''), look.width), 'dim', look);
  const blocks = [
    scenario.ceiling === null ? heading : `${heading}\n${ceiling}`,
    renderCases(scenario, look).join('\n'),
    [...scenario.deciding, ...scenario.contrast].flatMap((one) => renderRemarks(one, look)).join('\n'),
    scenario.deciding.flatMap((one) => renderFindings(one, look)).join('\n'),
    scenario.contrast.flatMap((one) => renderFindings(one, look)).join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** What the figures of the table do not say of themselves. */
function renderRemarks(one: CaseRecord, look: Look): string[] {
  return remarksOn(one).map((remark) => {
    return paintLines(wrap(plain(`${one.configuration}: ${remark}`), look.width), 'dim', look);
  });
}

/** Every check that did not pass, as 'configuration: check: summary'. */
function renderFindings({ configuration, contrast, checks }: CaseRecord, look: Look): string[] {
  return checks
    .filter(({ status }) => status === 'fail' || status === 'inconclusive')
    .map(({ name, status, summary }) => {
      const lines = wrap(`${SYMBOLS[status]} ${plain(`${configuration}: ${name}: ${summary}`)}`, look.width);
      return paintLines(lines, contrast ? 'dim' : COLOURS[status], look);
    });
}
