import type { RunRecord } from '../../record/schema.ts';
import { type CaseView, type RunView, viewOf } from '../model.ts';
import { caseSection } from './case-section.ts';
import { html, type Markup } from './markup.ts';
import { overviewTable } from './overview.ts';
import { renderPage } from './page-shell.ts';
import { sign } from './verdicts.ts';

/** The report of a run as one HTML file that asks for nothing else: it can be kept, mailed, and opened from disk. */
export function renderHtml(record: RunRecord): string {
  const view = viewOf(record);
  const cases = view.scenarios.flatMap(({ deciding, contrast }) => [...deciding, ...contrast]);
  return renderPage({
    title: view.headline,
    masthead: masthead(view),
    main: html`${view.scenarios.map(overviewTable)}
<h2 class="cases">Cases</h2>
${cases.map(caseSection)}`,
    drawings: drawingsOf(cases),
  });
}

function masthead({ headline, status, id, when, environment }: RunView): Markup {
  return html`<header class="masthead">
<p class="brand">poolproof</p>
<div class="verdict" data-status="${status}">${sign(status)}<h1>${headline}</h1></div>
<p class="muted">Run <code>${id}</code> · ${when}</p>
<p class="muted">${environment}</p>
</header>`;
}

/** What to draw, by the id of the canvas. */
function drawingsOf(cases: CaseView[]) {
  return cases.flatMap(({ anchor, charts }) =>
    charts.flatMap(({ drawing }, index) => (drawing ? [{ id: `${anchor}-chart-${index + 1}`, drawing }] : [])),
  );
}
