import { METRIC_WORDS } from '../../compare/wording.ts';
import type { Trend, TrendSeries } from '../../record/trend.ts';
import { asText } from '../markdown/text.ts';
import { nodeText } from '../node-text.ts';
import { SYMBOLS } from '../verdict.ts';
import { needsOf } from './needs.ts';
import { standingOf } from './standing.ts';
import { absoluteText, changeText, STATE_VERDICTS, stateText } from './wording.ts';

/** The night for the page of a CI job. */
export function renderMarkdown(trend: Trend): string {
  const needs = needsOf(trend).map(
    ({ verdict, label, text }) => `- ${SYMBOLS[verdict]} **${asText(label)}** ${asText(text)}`,
  );
  return [
    `## ${SYMBOLS[standingOf(trend)]} ${asText(trend.headline)}`,
    needs.join('\n'),
    ['| series | state | tonight | change |', '|---|---|---|---|', ...trend.series.map(row)].join('\n'),
    `${trend.nights} nights, seed ${trend.night.seed}, ${nodeText(trend.night.environment.node)}, ${asText(trend.night.environment.cpu)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function row(series: TrendSeries): string {
  const { scenario, configuration, metric, state, absoluteTonight } = series;
  const cells = [
    `${scenario} / ${configuration}: ${METRIC_WORDS[metric].title}`,
    `${SYMBOLS[STATE_VERDICTS[state.state]]} ${stateText(state)}`,
    absoluteText(metric, absoluteTonight),
    changeText(series) ?? '–',
  ];
  return `| ${cells.map(asText).join(' | ')} |`;
}
