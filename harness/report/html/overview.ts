import type { Check } from '../../record/schema.ts';
import { COLUMNS } from '../figures.ts';
import type { CaseView, ScenarioView } from '../model.ts';
import { CONTRAST_NOTE } from '../scenarios.ts';
import { html, type Markup } from './markup.ts';
import { chip, sign } from './verdicts.ts';

/** A scenario's cases, one row each, with a link to each case's own section. */
export function overviewTable({ name, setting, ceiling, deciding, contrast }: ScenarioView): Markup {
  const note = html`<tr class="group"><th scope="rowgroup" colspan="${COLUMNS.length + 2}"><span>${CONTRAST_NOTE}</span></th></tr>`;
  return html`<section class="scenario">
<h2>${name}</h2>
<p class="muted">${setting}</p>
${ceiling === null ? null : html`<p class="muted">${ceiling}</p>`}
<div class="scroll" role="region" aria-label="Figures of ${name}" tabindex="0">
<table>
<thead><tr><th scope="col">configuration</th>${COLUMNS.map(
    ({ heading, about }) => html`<th scope="col" class="figure"><abbr title="${about}">${heading}</abbr></th>`,
  )}<th scope="col">checks</th></tr></thead>
<tbody>${deciding.map(row)}</tbody>
<tbody class="contrast">${contrast.length > 0 ? note : null}${contrast.map(row)}</tbody>
</table>
</div>
</section>`;
}

function row({ anchor, configuration, status, figures, checks }: CaseView): Markup {
  return html`<tr>
<th scope="row">${sign(status)}<a href="#${anchor}">${configuration}</a></th>
${figures.map((figure) => html`<td class="figure">${figure}</td>`)}
<td><div class="chips">${worstFirst(checks).map((check) => chip(check.status, check.name))}</div></td>
</tr>`;
}

const WORST_FIRST = ['fail', 'inconclusive', 'pass', 'skipped'] as const;

function worstFirst(checks: Check[]): Check[] {
  return WORST_FIRST.flatMap((status) => checks.filter((check) => check.status === status));
}
