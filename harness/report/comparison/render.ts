import type { ComparisonRecord } from '../../record/comparison.ts';
import type { Chart } from '../charts/types.ts';
import { chartFigure } from '../html/chart-figure.ts';
import { html } from '../html/markup.ts';
import { renderPage } from '../html/page-shell.ts';
import { verdictList } from '../html/verdicts.ts';
import { MICRO_CAUTION } from '../micro-table.ts';
import { comparisonCharts } from './charts.ts';
import { countsTable } from './counts-table.ts';
import { factsOf } from './facts.ts';
import { masthead } from './masthead.ts';
import { microTables } from './micro-tables.ts';
import { isMany } from './order.ts';
import { ratiosOfFew, stripSections } from './strips/sections.ts';
import { figuresTable } from './tables.ts';

/** The report of a comparison as one HTML file, in the look of a run's. */
export function renderComparisonHtml(record: ComparisonRecord): string {
  const charts = comparisonCharts(record);
  const many = isMany(record);
  return renderPage({
    title: record.recommendation.answer,
    masthead: masthead(record),
    main: html`<div class="comparison">
${figuresTable(record)}
${many ? html`${stripSections(record)}<h2>Curves</h2>` : null}
<div class="charts">${many ? null : ratiosOfFew(record)}${charts.map((chart, index) => chartFigure(chart, idOf(index)))}</div>
<h2>To ask before one believes it</h2>
${verdictList(record.ladder)}
<h2>Connections, counted</h2>
${countsTable(record)}
${
  record.shards
    ? null
    : html`<h2>The cost of one request</h2>
<p class="muted">${MICRO_CAUTION}</p>
${microTables(record)}`
}
<h2>How it was measured</h2>
<dl class="facts">${factsOf(record).map(({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>
</div>`,
    drawings: charts.flatMap(({ drawing }: Chart, index) => (drawing ? [{ id: idOf(index), drawing }] : [])),
  });
}

function idOf(index: number): string {
  return `comparison-chart-${index + 1}`;
}
