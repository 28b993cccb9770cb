import { formatCount } from '../../core/units.ts';
import { COLUMNS } from '../figures.ts';
import type { CaseView } from '../model.ts';
import { CONTRAST_NOTE } from '../scenarios.ts';
import { chartFigure } from './chart-figure.ts';
import { closuresTable, failuresTable } from './evidence-tables.ts';
import { figuresTable } from './figures-table.ts';
import { html, type Markup } from './markup.ts';
import { namesOf } from './names.ts';
import { isBad } from './toolbar.ts';
import { caseVerdicts, chip, OPEN } from './verdicts.ts';

/**
 * Everything about one case, folded where it passed and is not the only one. What is folded is packed, and the page's
 * script puts it in its place.
 */
export function caseSection(view: CaseView, isFolded: boolean): Markup {
  const { anchor, status, contrast } = view;
  return html`<details class="case" id="${anchor}" data-status="${status}"${isBad(view) ? BAD : null}${isFolded ? null : OPEN}>
<summary><h3 class="names">${namesOf(view)}</h3>${chip(status)}${contrast ? html`<span class="note">${CONTRAST_NOTE}</span>` : null}</summary>
${isFolded ? html`<div data-folded></div>` : caseBody(view)}
</details>`;
}

/** Its figures, its verdicts and its charts; what else is known comes when it is opened. */
export function caseBody({ anchor, figures, checks, charts }: CaseView): Markup {
  return html`<dl class="strip">${COLUMNS.map(({ heading }, index) => html`<div><dt>${heading}</dt><dd>${figures[index] ?? ''}</dd></div>`)}</dl>
${caseVerdicts(checks)}
<div class="charts">${charts.map((chart, index) => chartFigure(chart, chartId(anchor, index)))}</div>
<div data-later></div>`;
}

const BAD: Markup = { markup: ' data-bad' };

/** The place of a chart of a case. */
export function chartId(anchor: string, index: number): string {
  return `${anchor}--chart--${index + 1}`;
}

/** What of a case is not in the page before it is asked for, by its place. */
export function laterOf(view: CaseView): [place: string, markup: Markup][] {
  const verdicts = view.checks.filter(({ details }) => Object.keys(details).length > 0);
  return [
    [view.anchor, evidence(view)],
    ...verdicts.map(({ anchor, details, place }): [string, Markup] => [
      anchor,
      html`${figuresTable(details)}<button type="button" data-copy="${place}">Copy as JSON</button>`,
    ]),
  ];
}

function evidence({ phases, facts, notMeasured, closures, failures, output }: CaseView): Markup {
  return html`${phases.length > 0 ? html`<p class="phases muted">Phases: ${phases.join(' · ')}</p>` : null}
<div class="evidence">
<dl class="facts">${facts.map(({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}
<div><dt>Not measured</dt><dd>${notMeasured.length > 0 ? notMeasured.join('; ') : 'nothing is missing'}</dd></div></dl>
<div>${closuresTable(closures)}${failures.length > 0 ? failuresTable(failures) : null}</div>
</div>
${output.length > 0 ? clientOutput(output) : null}`;
}

function clientOutput(lines: string[]): Markup {
  return html`<details class="output"><summary>What the client printed, ${formatCount(lines.length, 'line')}</summary><pre>${lines.join('\n')}</pre></details>`;
}
