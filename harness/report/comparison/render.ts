import { blockLength } from '../../compare/order.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { ComparisonRecord, ComparisonStatus } from '../../record/comparison.ts';
import type { Chart } from '../charts/types.ts';
import type { Fact } from '../facts.ts';
import { formatInstant, unbroken } from '../figures.ts';
import { chartFigure } from '../html/chart-figure.ts';
import { html, type Markup } from '../html/markup.ts';
import { renderPage } from '../html/page-shell.ts';
import { chip, verdictList } from '../html/verdicts.ts';
import { MICRO_CAUTION } from '../micro-table.ts';
import { environmentLine, tookText } from '../model.ts';
import type { Verdict } from '../verdict.ts';
import { comparisonCharts } from './charts.ts';
import { countsTable, figuresTable, microTables } from './tables.ts';
import { headingOf } from './terminal.ts';

/** The report of a comparison as one HTML file, in the look of a run's. */
export function renderComparisonHtml(record: ComparisonRecord): string {
  const charts = comparisonCharts(record);
  return renderPage({
    title: record.recommendation.answer,
    masthead: masthead(record),
    main: html`<div class="comparison">
${figuresTable(record)}
<div class="charts">${charts.map((chart, index) => chartFigure(chart, idOf(index)))}</div>
<h2>To ask before one believes it</h2>
${verdictList(record.ladder)}
<h2>Connections, counted</h2>
${countsTable(record)}
<h2>The cost of one request</h2>
<p class="muted">${MICRO_CAUTION}</p>
${microTables(record)}
<h2>How it was measured</h2>
<dl class="facts">${factsOf(record).map(({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>
</div>`,
    drawings: charts.flatMap(({ drawing }: Chart, index) => (drawing ? [{ id: idOf(index), drawing }] : [])),
  });
}

function idOf(index: number): string {
  return `comparison-chart-${index + 1}`;
}

const STATUS: Record<ComparisonStatus, { sign: Verdict; word: string }> = {
  trusted: { sign: 'pass', word: 'trusted: the reference does not differ from itself' },
  untrusted: { sign: 'fail', word: 'untrusted: the reference differs from itself' },
  estimates: { sign: 'inconclusive', word: 'estimates only: too few rounds for any claim' },
  interrupted: { sign: 'interrupted', word: 'interrupted' },
};

function masthead(record: ComparisonRecord): Markup {
  const { sign, word } = STATUS[record.status];
  const { answer, rest } = record.recommendation;
  return html`<header class="masthead">
<p class="brand">poolproof</p>
<div class="verdict"><h1>${unbroken(answer)}</h1></div>
${rest === '' ? null : html`<p class="rest">${unbroken(rest)}</p>`}
${chip(sign, word)}
<p class="muted">${headingOf(record)}</p>
<p class="muted">Comparison <code>${record.id}</code> · ${formatInstant(record.startedAt)}${tookText(record)}</p>
<p class="muted">${environmentLine(record.environment)}</p>
</header>`;
}

/** What the order of the rounds that were played evens out. */
function balanceText({ configurations, rounds }: ComparisonRecord): string {
  const block = blockLength(configurations.length + 1);
  return rounds.length > 0 && rounds.length % block === 0
    ? 'balanced: every configuration in every place and after every other one equally often'
    : `balanced as far as ${formatCount(rounds.length, 'round')} allow: over ${block} every configuration stands in every place and after every other one equally often`;
}

function factsOf(record: ComparisonRecord): Fact[] {
  const { seed, load, twin, smallestClaim, target, rounds, plannedRounds } = record;
  const warmup = `${load.warmupRequests.toLocaleString('en')} requests, at most ${formatDurationMs(load.warmupMs)}`;
  return [
    {
      term: 'Rounds',
      text: `${rounds.length} of ${plannedRounds}; each runs every configuration once, in a process and against a server of its own`,
    },
    {
      term: 'Order',
      text: `${balanceText(record)}; --seed ${seed} repeats it`,
    },
    { term: 'Warm-up', text: `${warmup}; not measured` },
    { term: 'Target', text: `${target.kind} over ${target.socket}` },
    { term: 'Twin', text: `the reference once more in every round, as '${twin}'` },
    {
      term: 'Claims',
      text:
        smallestClaim === null
          ? 'so few rounds cannot prove any difference'
          : `planned so that differences from ${Math.round((smallestClaim - 1) * 100)} % on are found in 8 of 10 such comparisons, if windows scatter by 5 %`,
    },
    {
      term: 'Cost',
      text: 'of one request: tinybench, in a process of its own for each configuration, after the rounds; ± is its own 95 % interval of the mean',
    },
    {
      term: 'Rule',
      text: 'faster or slower: the 99 % interval (after Holm over all metrics) excludes 1 and the difference is 5 %, for the p99 10 %; equal: the 90 % interval lies inside',
    },
  ];
}
