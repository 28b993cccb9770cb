import { formatCount } from '../../core/units.ts';
import { COLUMNS } from '../figures.ts';
import type { CaseView } from '../model.ts';
import { CONTRAST_NOTE } from '../scenarios.ts';
import { chartFigure } from './chart-figure.ts';
import { closuresTable, failuresTable } from './evidence-tables.ts';
import { html, type Markup } from './markup.ts';
import { chip, verdictList } from './verdicts.ts';

/** Everything about one case: its figures, its verdicts with their evidence, its charts and what else is known. */
export function caseSection(view: CaseView): Markup {
  return html`<section class="case" id="${view.anchor}" aria-labelledby="${view.anchor}-title">
<header>
<h3 id="${view.anchor}-title"><span class="muted">${view.scenario} /</span> ${view.configuration}</h3>
${chip(view.status)}${view.contrast ? html`<span class="note">${CONTRAST_NOTE}</span>` : null}
</header>
<dl class="strip">${COLUMNS.map(
    ({ heading, about }, index) =>
      html`<div title="${about}"><dt>${heading}</dt><dd>${view.figures[index] ?? ''}</dd></div>`,
  )}</dl>
${verdictList(view.checks)}
<div class="charts">${view.charts.map((chart, index) => chartFigure(chart, `${view.anchor}-chart-${index + 1}`))}</div>
${view.phases.length > 0 ? html`<p class="phases muted">Phases: ${view.phases.join(' · ')}</p>` : null}
<div class="evidence">
<dl class="facts">${view.facts.map(({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}
<div><dt>Not measured</dt><dd>${view.notMeasured.length > 0 ? view.notMeasured.join('; ') : 'nothing is missing'}</dd></div></dl>
<div>${closuresTable(view.closures)}${view.failures.length > 0 ? failuresTable(view.failures) : null}</div>
</div>
${view.output.length > 0 ? clientOutput(view.output) : null}
</section>`;
}

function clientOutput(lines: string[]): Markup {
  return html`<details class="output"><summary>What the client printed, ${formatCount(lines.length, 'line')}</summary><pre>${lines.join('\n')}</pre></details>`;
}
