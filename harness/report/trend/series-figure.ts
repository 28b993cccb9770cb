import type { TrendSeries } from '../../record/trend.ts';
import type { Chart } from '../charts/types.ts';
import { html, type Markup } from '../html/markup.ts';
import { chip } from '../html/verdicts.ts';
import { absoluteText, changeText, STATE_VERDICTS, stateText, titleOf } from './wording.ts';

/** One chart of the small multiples: its state above; the nights below, which the page's script lists when opened. */
export function seriesFigure(series: TrendSeries, { id, chart }: { id: string; chart: Chart }): Markup {
  const { state, absoluteTonight } = series;
  const drawn = html`<div class="plot"><canvas id="${id}-chart" role="img" aria-label="${chart.title}. ${chart.summary}"></canvas></div>`;
  const nights = html`<details data-nights="${id}-chart" data-title="Nights of ${titleOf(series)}"><summary>Nights</summary></details>`;
  return html`<article class="series" id="${id}" tabindex="-1">
<header><h4>${chart.title}</h4>${chip(STATE_VERDICTS[state.state], stateText(state))}</header>
${chart.drawing ? drawn : html`<p class="missing">not measured</p>`}
<p class="muted">Tonight ${absoluteText(series.metric, absoluteTonight)}${withComma(changeText(series))}</p>
${chart.drawing ? nights : null}
</article>`;
}

function withComma(text: string | null): string {
  return text === null ? '.' : `, ${text}.`;
}
