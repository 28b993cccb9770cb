import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { Trend, TrendSeries } from '../../record/trend.ts';
import { formatInstant } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { renderPage } from '../html/page-shell.ts';
import { chip, sign } from '../html/verdicts.ts';
import { nodeText } from '../node-text.ts';
import { nightsChart } from './chart.ts';
import { commitLink } from './commit-link.ts';
import { type Need, needsOf } from './needs.ts';
import { seriesFigure } from './series-figure.ts';

/** The trend of all series as one HTML file that asks for nothing else. */
export function renderTrendHtml(trend: Trend): string {
  const charts = trend.series.map((series, index) => ({
    series,
    id: `series-${index + 1}`,
    chart: nightsChart(series, trend.commitUrl),
  }));
  const bySubject = Map.groupBy(charts, ({ series }) => `${series.scenario} / ${series.configuration}`);
  return renderPage({
    title: trend.headline,
    masthead: masthead(trend),
    main: html`${needsList(needsOf(trend), trend.commitUrl)}
<h2 class="cases">Series</h2>
<p class="muted">Ratios to a control that ran in turns with each configuration, with their 95 % intervals: up is worse, for throughput too. The shaded band is normal; three nights above it are suspect, and a comparison with the last good commit decides. Lines: solid where another Node, processor or control begins, dashed where the level changed.</p>
${[...bySubject].map(
  ([subject, ofSubject]) => html`<section>
<h3 class="subject-title">${subject}</h3>
${countsLine(trend, ofSubject[0]?.series)}
<div class="small-multiples">${ofSubject.map(({ series, id, chart }) => seriesFigure(series, { id, chart, commitUrl: trend.commitUrl }))}</div>
</section>`,
)}`,
    drawings: charts.flatMap(({ id, chart: { drawing } }) => (drawing ? [{ id, drawing }] : [])),
  });
}

function masthead({ status, headline, night, nights }: Trend): Markup {
  const { environment } = night;
  const tookMs = Date.parse(night.finishedAt) - Date.parse(night.startedAt);
  const commit = environment.git === null ? '' : ` · commit ${environment.git}`;
  return html`<header class="masthead">
<p class="brand">poolproof nightly</p>
<div class="verdict" data-status="${status}">${sign(status)}<h1>${headline}</h1></div>
<p class="muted">Night of ${formatInstant(night.startedAt)}, took ${formatDurationMs(tookMs)}, ${formatCount(nights, 'night')} in the history, seed ${String(night.seed)}</p>
<p class="muted">${nodeText(environment.node)} · ${environment.cpu}, ${environment.cores} cores${commit}</p>
</header>`;
}

function needsList(needs: readonly Need[], commitUrl: string | null): Markup {
  if (needs.length === 0) return html`<p class="muted needs">Nothing needs a person.</p>`;
  return html`<ul class="needs">${needs.map(({ verdict, label, text, commits, acknowledgement }) => {
    const between = commits
      ? html` Between ${commitLink(commits.good, commitUrl)} and ${commitLink(commits.bad, commitUrl)}.`
      : null;
    const accept =
      acknowledgement === null
        ? null
        : html`<details><summary>Is it meant to be so?</summary>Then this, with a reason, goes into <code>scenarios/nightly/acknowledged.json</code>:<pre>${acknowledgement}</pre></details>`;
    return html`<li data-status="${verdict}">${chip(verdict, label)}<div>${text}${between}${accept}</div></li>`;
  })}</ul>`;
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
