import type { RunRecord } from '../../record/schema.ts';
import { type CaseView, type RunView, viewOf } from '../model.ts';
import { policyHash, readChartLibrary, readScript, readStyles } from './assets.ts';
import { caseSection } from './case-section.ts';
import { html, jsonMarkup, type Markup } from './markup.ts';
import { overviewTable } from './overview.ts';
import { sign } from './verdicts.ts';

/** The report of a run as one HTML file that asks for nothing else: it can be kept, mailed, and opened from disk. */
export function renderHtml(record: RunRecord): string {
  const view = viewOf(record);
  const cases = view.scenarios.flatMap(({ deciding, contrast }) => [...deciding, ...contrast]);
  const [styles, library, script] = [readStyles(), readChartLibrary(), readScript()];
  const policy = `default-src 'none'; script-src ${policyHash(library)} ${policyHash(script)}; style-src ${policyHash(styles)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${view.headline}</title>
<style>${asIs(styles)}</style>
</head>
<body>
${masthead(view)}
<main>
${view.scenarios.map(overviewTable)}
<h2 class="cases">Cases</h2>
${cases.map(caseSection)}
</main>
<script id="charts" type="application/json">${jsonMarkup(drawingsOf(cases))}</script>
<script>${asIs(library)}</script>
<script>${asIs(script)}</script>
</body>
</html>
`;
  return page.markup;
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

/** Our own files, not anybody's text. */
function asIs(markup: string): Markup {
  return { markup };
}
