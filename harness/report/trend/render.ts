import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { Trend, TrendSeries } from '../../record/trend.ts';
import { formatInstant } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { renderPage } from '../html/page-shell.ts';
import { chip, sign } from '../html/verdicts.ts';
import { nodeText } from '../node-text.ts';
import { axisOf } from './axis.ts';
import { nightsChart } from './chart.ts';
import { needsOf } from './needs.ts';
import { needsList } from './needs-list.ts';
import { overview } from './overview.ts';
import { seriesFigure } from './series-figure.ts';
import { standingOf } from './standing.ts';

/** The trend of all series as one HTML file that asks for nothing else. */
export function renderTrendHtml(trend: Trend): string {
  const axis = axisOf(trend.series);
  const charts = trend.series.map((series, index) => ({
    series,
    id: `series-${index + 1}`,
    chart: nightsChart(series, axis, trend.commitUrl),
  }));
  const bySubject = Map.groupBy(charts, ({ series }) => `${series.scenario} / ${series.configuration}`);
  return renderPage({
    title: trend.headline,
    masthead: masthead(trend),
    main: html`<div class="trend">${needsList(needsOf(trend), trend.commitUrl)}
<h2 class="cases">Series</h2>
${overview(charts)}
<h2 class="cases">Night by night</h2>
<p class="muted">Ratios to a control that ran in turns with each configuration, beside the ratio that is normal today, with their 95 % intervals: up is worse, for throughput too, and all charts have one scale. The shaded band is normal; three nights above it are suspect, and a comparison with the last good commit decides. A triangle is further away than the scale reaches. Lines: solid where another Node, processor or control begins, dashed where the level changed.</p>
${[...bySubject].map(
  ([subject, ofSubject]) => html`<section class="subject">
<h3 class="subject-title">${subject}</h3>
${countsLine(trend, ofSubject[0]?.series)}
<div class="small-multiples">${ofSubject.map(({ series, id, chart }) => seriesFigure(series, { id, chart }))}</div>
</section>`,
)}</div>`,
    drawings: charts.flatMap(({ id, chart: { drawing } }) => (drawing ? [{ id: `${id}-chart`, drawing }] : [])),
  });
}

function masthead(trend: Trend): Markup {
  const { headline, night, nights } = trend;
  const standing = standingOf(trend);
  const { environment } = night;
  const tookMs = Date.parse(night.finishedAt) - Date.parse(night.startedAt);
  const commit = environment.git === null ? '' : ` · commit ${environment.git}`;
  return html`<header class="masthead">
<p class="brand">poolproof nightly</p>
<div class="verdict" data-status="${standing}">${sign(standing)}<h1>${headline}</h1></div>
<p class="muted">Night of ${formatInstant(night.startedAt)}, took ${formatDurationMs(tookMs)}, ${formatCount(nights, 'night')} in the history, seed ${String(night.seed)}</p>
<p class="muted">${nodeText(environment.node)} · ${environment.cpu}, ${environment.cores} cores${commit}</p>
</header>`;
}

/** The exact part of tonight: counts, and the checks that failed. */
function countsLine({ cases }: Trend, series: TrendSeries | undefined): Markup | null {
  const tonight = cases.find((one) => one.scenario === series?.scenario && one.configuration === series.configuration);
  if (!tonight) return html`<p class="muted">Not part of tonight's suite.</p>`;
  const { connectionsOpened = null, connectionsPeak = null } = tonight.counts;
  const counts = [
    connectionsOpened === null ? [] : [`${formatCount(connectionsOpened, 'connection')} opened`],
    connectionsPeak === null ? [] : [`at most ${connectionsPeak.toLocaleString('en')} at once`],
  ].flat();
  const checks = tonight.checks
    .filter(({ status }) => status !== 'skipped')
    .map(({ name, status }) => chip(status, name));
  return html`<p class="muted">${counts.join(', ')} ${checks}</p>`;
}
