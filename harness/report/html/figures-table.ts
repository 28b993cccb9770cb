import { type Detail, detailsOf } from '../details/details.ts';
import { html, type Markup } from './markup.ts';

/** The figures of a verdict, each with its label and its unit. */
export function figuresTable(details: Record<string, unknown>): Markup {
  const all = detailsOf(details);
  const single = all.filter((detail) => 'text' in detail);
  const rows = single.map(({ label, text }) => html`<tr><th scope="row">${label}</th><td>${text}</td></tr>`);
  const table = rows.length === 0 ? null : html`<table class="pairs"><tbody>${rows}</tbody></table>`;
  return html`${table}${all.filter((detail) => 'rows' in detail).map(listTable)}`;
}

function listTable({ label, heads, rows, unshown }: Extract<Detail, { rows: unknown }>): Markup {
  const more = html`<p class="muted">${`and ${unshown.toLocaleString('en')} more, in the record`}</p>`;
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0"><table><caption>${label}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((text) => html`<td>${text}</td>`)}</tr>`)}</tbody></table></div>${unshown > 0 ? more : null}`;
}
