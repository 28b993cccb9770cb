import type { CaseRecord, Check, RunRecord } from '../../record/schema.ts';
import { headlineOf } from '../headline.ts';
import { remarksOn } from '../remarks.ts';
import { groupByScenario, type ScenarioCases } from '../scenarios.ts';
import { SYMBOLS, worstFirst } from '../verdict.ts';
import { renderCases } from './cases.ts';
import { renderEvidence } from './evidence.ts';
import { COLOURS, type Look, lookOf, type TerminalSize } from './look.ts';
import { paragraph } from './text.ts';

/**
 * The run as text: a table for each scenario, what failed under it, and the verdict of the run as the last line. With
 * `verbose`, what each verdict rests on.
 */
export function renderTerminal(record: RunRecord, size: TerminalSize, { verbose = false } = {}): string {
  const look = lookOf(size);
  const verdict = paragraph(`${SYMBOLS[record.status]} ${headlineOf(record)}`, ['bold', COLOURS[record.status]], look);
  const sections = groupByScenario(record).map((scenario) => renderScenario(scenario, look, verbose));
  return `${[...sections, verdict].join('\n\n')}\n`;
}

function renderScenario(scenario: ScenarioCases, look: Look, verbose: boolean): string {
  const heading = paragraph(`${scenario.name}: ${scenario.setting}`, 'bold', look);
  const cases = [...scenario.deciding, ...scenario.contrast];
  const blocks = [
    scenario.ceiling === null ? heading : `${heading}\n${paragraph(scenario.ceiling, 'dim', look)}`,
    renderCases(scenario, look).join('\n'),
    cases.flatMap((one) => renderRemarks(one, look)).join('\n'),
    renderFindings(scenario.deciding, look),
    renderFindings(scenario.contrast, look),
    ...(verbose ? cases.map((one) => renderEvidence(one, look)) : []),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** What the figures of the table do not say of themselves. */
function renderRemarks(one: CaseRecord, look: Look): string[] {
  return remarksOn(one).map((remark) => paragraph(`${one.configuration}: ${remark}`, 'dim', look));
}

/** Every check that did not pass, as 'configuration: check: summary', those that failed first. */
function renderFindings(cases: readonly CaseRecord[], look: Look): string {
  const findings = cases.flatMap(({ configuration, contrast, checks }) =>
    checks.filter(isFinding).map((check) => ({ ...check, configuration, contrast })),
  );
  return worstFirst(findings)
    .map(({ configuration, contrast, name, status, summary }) =>
      paragraph(`${SYMBOLS[status]} ${configuration}: ${name}: ${summary}`, contrast ? 'dim' : COLOURS[status], look),
    )
    .join('\n');
}

function isFinding({ status }: Check): boolean {
  return status === 'fail' || status === 'inconclusive';
}
