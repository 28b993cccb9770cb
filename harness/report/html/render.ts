import type { RunRecord } from '../../record/schema.ts';
import { type CaseView, type RunView, viewOf } from '../model.ts';
import { caseBody, caseSection, chartId, laterOf } from './case-section.ts';
import { failureBoxes } from './failures.ts';
import { html, type Markup } from './markup.ts';
import { matrixTable } from './matrix.ts';
import { renderPage } from './page-shell.ts';
import { isBad, toolbar } from './toolbar.ts';
import { sign } from './verdicts.ts';

/** The report of a run as one HTML file that asks for nothing else: it can be kept, mailed, and opened from disk. */
export function renderHtml(record: RunRecord): string {
  const view = viewOf(record);
  const cases = view.scenarios.flatMap(({ deciding, contrast }) => [...deciding, ...contrast]);
  const isFolded = (one: CaseView) => cases.length > 1 && !isBad(one);
  return renderPage({
    title: view.headline,
    masthead: masthead(view),
    main: html`${failureBoxes(cases)}
${aboutRun(view)}
<section id="matrix" aria-label="All cases">
${toolbar(cases)}
${matrixTable(view.scenarios)}
</section>
<h2 class="cases">Cases</h2>
${cases.map((one) => caseSection(one, isFolded(one)))}`,
    drawings: drawingsOf(cases),
    folded: Object.fromEntries(cases.filter(isFolded).map((one) => [one.anchor, caseBody(one)])),
    later: Object.fromEntries(cases.flatMap(laterOf)),
    record,
  });
}

function masthead({ headline, status }: RunView): Markup {
  return html`<header class="masthead">
<p class="brand">poolproof</p>
<div class="verdict" data-status="${status}">${sign(status)}<h1>${headline}</h1></div>
</header>`;
}

function aboutRun({ id, when, environment }: RunView): Markup {
  return html`<div class="about muted"><p>Run <code>${id}</code> · ${when}</p><p>${environment}</p></div>`;
}

/** What to draw, by the id of the canvas. */
function drawingsOf(cases: CaseView[]) {
  return cases.flatMap(({ anchor, charts }) =>
    charts.flatMap(({ drawing }, index) => (drawing ? [{ id: chartId(anchor, index), drawing }] : [])),
  );
}
