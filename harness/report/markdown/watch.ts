import type { WatchRecord } from '../../record/watch.ts';
import { environmentLine } from '../model.ts';
import { SYMBOLS } from '../verdict.ts';
import { watchRows } from '../watch/figures.ts';
import { watchHeadline } from '../watch/headline.ts';
import { asText, markdownOf, markdownTable } from './text.ts';

/** A watch for the page of a CI's job: every check, then what was counted. */
export function renderWatchMarkdown(record: WatchRecord): string {
  const { status, checks, notMeasured, environment } = record;
  return markdownOf([
    `## ${SYMBOLS[status]} ${asText(watchHeadline(record))}`,
    checks.map((check) => `- ${SYMBOLS[check.status]} **${asText(check.name)}** ${asText(check.summary)}`).join('\n'),
    markdownTable(
      ['', 'now', 'least', 'most'],
      watchRows(record).map(({ name, now, least, most }) => [name, now, least, most].map(asText)),
    ),
    notMeasured.map((text) => `- not measured: ${asText(text)}`).join('\n'),
    asText(environmentLine(environment)),
  ]);
}
