import type { CaseRecord, Check, RunRecord } from '../../record/schema.ts';
import { COLUMNS } from '../figures.ts';
import { headlineOf } from '../headline.ts';
import { environmentLine, tookText } from '../model.ts';
import { CONTRAST_NOTE, groupByScenario, type ScenarioCases } from '../scenarios.ts';
import { SYMBOLS, WORDS } from '../verdict.ts';
import { asText, markdownOf, markdownTable } from './text.ts';

/** A run for the page of a CI's job or for a pull request: what failed, then every case with its figures. */
export function renderRunMarkdown(record: RunRecord): string {
  const deciding = record.cases.filter(({ contrast }) => !contrast);
  return markdownOf([
    `## ${SYMBOLS[record.status]} ${asText(headlineOf(record))}`,
    ...(['fail', 'inconclusive'] as const).map((status) =>
      deciding.flatMap((one) => findingsOf(one, status)).join('\n'),
    ),
    ...groupByScenario(record).flatMap(scenarioParts),
    asText(`${environmentLine(record.environment)}${tookText(record)}`),
  ]);
}

function findingsOf({ scenario, configuration, checks }: CaseRecord, status: Check['status']): string[] {
  return checks
    .filter((check) => check.status === status)
    .map(
      ({ name, summary }) =>
        `- ${SYMBOLS[status]} **${asText(`${scenario} / ${configuration}: ${name}`)}** ${asText(summary)}`,
    );
}

function scenarioParts({ name, setting, ceiling, deciding, contrast }: ScenarioCases): string[] {
  const heading = ['configuration', ...COLUMNS.map((column) => column.heading), 'verdict'];
  return [
    `### ${asText(name)}`,
    asText([setting, ...(ceiling === null ? [] : [ceiling])].join('; ')),
    markdownTable(heading, [...deciding, ...contrast].map(rowOf)),
    contrast.length > 0 ? `\\* ${CONTRAST_NOTE}` : '',
  ];
}

function rowOf(one: CaseRecord): string[] {
  return [
    asText(one.configuration) + (one.contrast ? ' \\*' : ''),
    ...COLUMNS.map((column) => asText(column.text(one))),
    `${SYMBOLS[one.status]} ${WORDS[one.status]}`,
  ];
}
