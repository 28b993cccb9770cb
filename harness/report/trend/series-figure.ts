import type { TrendPoint, TrendSeries } from '../../record/trend.ts';
import type { Chart } from '../charts/types.ts';
import { html, type Markup } from '../html/markup.ts';
import { chip } from '../html/verdicts.ts';
import { commitLink } from './commit-link.ts';
import { absoluteText, changeText, dayOf, STATE_VERDICTS, stateText } from './wording.ts';

const LISTED_NIGHTS = 30;

/** One chart of the small multiples: its state above, the nights as a table below. */
export function seriesFigure(
  series: TrendSeries,
  { id, chart, commitUrl }: { id: string; chart: Chart; commitUrl: string | null },
): Markup {
  const { state, absoluteTonight } = series;
  const canvas = html`<div class="plot"><canvas id="${id}" role="img" aria-label="${chart.title}. ${chart.summary}"></canvas></div>`;
  return html`<article class="series">
<header><h4>${chart.title}</h4>${chip(STATE_VERDICTS[state.state], stateText(state))}</header>
${chart.drawing ? canvas : html`<p class="missing">not measured</p>`}
<p class="muted">Tonight ${absoluteText(series.metric, absoluteTonight)}${withComma(changeText(series))}</p>
<details><summary>Nights</summary>${nightsTable(series, commitUrl)}</details>
</article>`;
}

function nightsTable({ metric, points }: TrendSeries, commitUrl: string | null): Markup {
  const row = ({ date, cost, low, high, absolute, state, commit }: TrendPoint) => html`<tr>
<th scope="row">${dayOf(date)}</th><td class="figure">${ratio(cost)}</td><td class="figure">${ratio(low)} – ${ratio(high)}</td>
<td class="figure">${absoluteText(metric, absolute)}</td><td>${state}</td><td>${commitLink(commit, commitUrl)}</td></tr>`;
  return html`<div class="scroll" role="region" aria-label="Nights" tabindex="0"><table>
<thead><tr><th scope="col">night</th><th scope="col">cost</th><th scope="col">95 %</th><th scope="col">absolute</th><th scope="col">state</th><th scope="col">commit</th></tr></thead>
<tbody>${points.toReversed().slice(0, LISTED_NIGHTS).map(row)}</tbody></table></div>`;
}

function ratio(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

function withComma(text: string | null): string {
  return text === null ? '.' : `, ${text}.`;
}
