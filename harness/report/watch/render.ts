import { formatDurationMs } from '../../core/units.ts';
import type { WatchRecord } from '../../record/watch.ts';
import type { Fact } from '../facts.ts';
import { formatInstant, unbroken } from '../figures.ts';
import { gaugeFacts } from '../gauge-facts.ts';
import { chartFigure } from '../html/chart-figure.ts';
import { html, type Markup } from '../html/markup.ts';
import { renderPage } from '../html/page-shell.ts';
import { sign, verdictList } from '../html/verdicts.ts';
import { environmentLine, tookText } from '../model.ts';
import { watchCharts } from './charts.ts';
import { watchRows } from './figures.ts';
import { watchHeadline } from './headline.ts';

/** The report of a watch as one HTML file, in the look of a run's. */
export function renderWatchHtml(record: WatchRecord): string {
  const charts = watchCharts(record);
  return renderPage({
    title: watchHeadline(record),
    masthead: masthead(record),
    main: html`<section class="case">
${verdictList(record.checks)}
${figuresTable(record)}
<div class="charts">${charts.map((chart, index) => chartFigure(chart, idOf(index)))}</div>
<div class="evidence"><dl class="facts">${factsOf(record).map(({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl></div>
</section>`,
    drawings: charts.flatMap(({ drawing }, index) => (drawing ? [{ id: idOf(index), drawing }] : [])),
  });
}

function idOf(index: number): string {
  return `watch-chart-${index + 1}`;
}

function masthead(record: WatchRecord): Markup {
  return html`<header class="masthead">
<p class="brand">poolproof watch</p>
<div class="verdict" data-status="${record.status}">${sign(record.status)}<h1>${unbroken(watchHeadline(record))}</h1></div>
<p class="muted">Watch <code>${record.id}</code> · ${formatInstant(record.startedAt)}${tookText(record)}</p>
<p class="muted">${environmentLine(record.environment)}</p>
</header>`;
}

function figuresTable(record: WatchRecord): Markup {
  const rows = watchRows(record).map(
    ({ name, now, least, most }) =>
      html`<tr><th scope="row">${name}</th><td class="figure">${least}</td><td class="figure">${most}</td><td class="figure">${now}</td></tr>`,
  );
  return html`<div class="scroll" role="region" aria-label="Figures" tabindex="0"><table>
<thead><tr><th scope="col">figure</th><th scope="col" class="figure">least</th><th scope="col" class="figure">most</th><th scope="col" class="figure">end</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

const ENDED: Record<WatchRecord['endedBy'], string> = {
  time: 'the time that was asked for was over',
  interrupt: 'it was told to end',
  gone: 'the last of the processes ended',
  'not yet': 'it was not: this was written while it went on',
};

function factsOf(record: WatchRecord): Fact[] {
  const { asked, target, durationMs, endedBy, sampling, notMeasured, whose } = record;
  return [
    { term: 'Processes', text: processesText(record) },
    { term: 'Connections to', text: [...new Set([asked.to, ...target.places])].join(', ') },
    {
      term: 'Whose',
      text: whose === 'these processes' ? 'of these processes' : 'of all clients: whose they are is not known',
    },
    { term: 'Limit', text: asked.limit === null ? 'none was given' : `${asked.limit} of each process` },
    { term: 'Ended because', text: `${ENDED[endedBy]}, after ${formatDurationMs(durationMs)}` },
    {
      term: 'Looked',
      text: `${sampling.samples.toLocaleString('en')} times, at the end every ${formatDurationMs(sampling.intervalMs)}; ${formatDurationMs(sampling.costMs)} of processor time`,
    },
    ...gaugeFacts(record.gauges),
    { term: 'Not measured', text: notMeasured.length > 0 ? notMeasured.join('; ') : 'nothing is missing' },
  ];
}

function processesText({ processes, processesSeen }: WatchRecord): string {
  const listed = processes.map(({ pid, name, fromMs, untilMs }) => {
    const from = fromMs >= 1_000 ? ` from ${formatDurationMs(fromMs)}` : '';
    return `${name} (pid ${pid})${from}${untilMs === null ? '' : ` until ${formatDurationMs(untilMs)}`}`;
  });
  const more = processesSeen - processes.length;
  return [...listed, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
