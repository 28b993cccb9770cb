import type { ComparisonRecord } from '../../record/comparison.ts';
import { type ComparisonRow, FIGURES, rowsOf } from '../comparison/rows.ts';
import { headingOf } from '../comparison/terminal.ts';
import { environmentLine } from '../model.ts';
import { SYMBOLS } from '../verdict.ts';
import { asText, markdownOf, markdownTable } from './text.ts';

/** A comparison for the page of a CI's job: what to choose, the figures, and what to ask before one believes them. */
export function renderComparisonMarkdown(record: ComparisonRecord): string {
  const rows = rowsOf(record);
  return markdownOf([
    `## ${asText(record.recommendation.answer)}`,
    asText(record.recommendation.rest),
    `### ${asText(headingOf(record))}`,
    markdownTable(['configuration', ...FIGURES.map(({ heading }) => heading)], rows.map(figuresOf)),
    verdictsOf(rows, record.reference),
    record.ladder
      .map(({ status, name, summary }) => `- ${SYMBOLS[status]} **${asText(name)}** ${asText(summary)}`)
      .join('\n'),
    asText(environmentLine(record.environment)),
  ]);
}

function figuresOf({ configuration, isReference, figures }: ComparisonRow): string[] {
  return [asText(configuration) + (isReference ? ' (reference)' : ''), ...figures.map(asText)];
}

function verdictsOf(rows: readonly ComparisonRow[], reference: string): string {
  const verdicts = rows.flatMap(({ configuration, verdicts: all }) =>
    all.map(({ metric, change, status, word, more }) =>
      [configuration, metric, change, `${SYMBOLS[status]} ${word}`, more.join(', ')].map(asText),
    ),
  );
  if (verdicts.length === 0) return '';
  return markdownTable([`beside ${asText(reference)}`, 'metric', 'change', 'verdict', 'how sure'], verdicts);
}
