import { formatCount } from '../../core/units.ts';
import type { CaseView } from '../model.ts';
import { html, type Markup } from './markup.ts';
import { namesOf } from './names.ts';
import { chip } from './verdicts.ts';

/** More are not read before the table, which has all. */
const MOST_BOXES = 12;

/** What failed, and then what could not be judged: a box each, with its sentence and a link to its figures. */
export function failureBoxes(cases: CaseView[]): Markup | null {
  const bad = (['fail', 'inconclusive'] as const).flatMap((status) =>
    cases
      .filter(({ contrast }) => !contrast)
      .flatMap((of) => of.checks.filter((check) => check.status === status).map((check) => ({ of, check }))),
  );
  if (bad.length === 0) return null;
  const rest = bad.length - MOST_BOXES;
  return html`<section class="failures" aria-label="What failed"><ul>${bad.slice(0, MOST_BOXES).map(
    ({ of, check }) => html`<li data-status="${check.status}">
<a href="#${check.anchor}" title="${of.scenario} / ${of.configuration}" class="names">${namesOf(of)}</a>
${chip(check.status, check.name)}
<p>${check.summary}</p></li>`,
  )}</ul>${rest > 0 ? html`<p class="muted">And ${formatCount(rest, 'more verdict')}: <a href="#matrix">all cases</a>.</p>` : null}</section>`;
}
