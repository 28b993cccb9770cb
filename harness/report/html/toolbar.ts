import type { CaseView } from '../model.ts';
import { html, type Markup } from './markup.ts';

/** A search is worth its place above this many cases. */
const MANY_CASES = 8;

/** What the page's script does with the cases; it shows this itself, because without it nothing here works. */
export function toolbar(cases: CaseView[]): Markup {
  const bad = cases.filter(isBad);
  const isAllOrNothing = bad.length === 0 || bad.length === cases.length;
  const word = bad.some(({ status }) => status === 'inconclusive') ? 'Failed or inconclusive only' : 'Failed only';
  return html`<div class="toolbar" hidden>
${isAllOrNothing ? null : html`<div class="switch" role="group" aria-label="Cases shown"><button type="button" data-show="all" aria-pressed="true">All ${cases.length}</button><button type="button" data-show="bad" aria-pressed="false">${word} ${bad.length}</button></div>`}
${cases.length > MANY_CASES ? html`<input type="search" placeholder="Find a case by name" aria-label="Find a case by name" autocomplete="off">` : null}
${cases.length > 1 ? html`<button type="button" data-do="expand" aria-pressed="false">Expand all</button>` : null}
<button type="button" data-do="save">Save the record</button>
<span class="muted" role="status"></span>
</div>`;
}

/** It failed or could not be judged, and decides. */
export function isBad({ contrast, status }: CaseView): boolean {
  return !contrast && status !== 'pass';
}
