import { CHECK_NAMES } from '../../checks/judge.ts';
import { questionOf } from '../../checks/questions.ts';
import { COLUMNS } from '../figures.ts';
import type { CaseView, ScenarioView, VerdictView } from '../model.ts';
import { CONTRAST_NOTE } from '../scenarios.ts';
import { SYMBOLS, WORDS } from '../verdict.ts';
import { html, type Markup } from './markup.ts';
import { sign } from './verdicts.ts';
import { worstFirst } from './worst-first.ts';

/** One column for all bounds: how many there are, the scenarios say. */
const THRESHOLD = 'threshold';

/** All cases by all checks, in the same order in each run, with their figures beside them; each verdict is a link. */
export function matrixTable(scenarios: ScenarioView[]): Markup {
  const cases = scenarios.flatMap(({ deciding, contrast }) => [...deciding, ...contrast]);
  const hasBounds = cases.some(({ checks }) => checks.some((check) => columnOf(check) === THRESHOLD));
  const columns = hasBounds ? [...CHECK_NAMES, THRESHOLD] : CHECK_NAMES;
  const width = 1 + columns.length + COLUMNS.length;
  return html`<div class="scroll wide"><table class="matrix">
<caption class="spoken">Each case by each check, with its figures. The arrow keys go from verdict to verdict.</caption>
<thead><tr><th scope="col">case</th>${columns.map(
    (name) => html`<th scope="col" class="check"><abbr title="${questionOf(name) ?? name}">${name}</abbr></th>`,
  )}${COLUMNS.map(({ heading, about }) => html`<th scope="col" class="figure"><abbr title="${about}">${heading}</abbr></th>`)}</tr></thead>
${scenarios.map(
  ({ name, setting, ceiling, deciding, contrast }) => html`<tbody>
<tr class="group"><th scope="rowgroup" colspan="${width}"><div><span class="cut" title="${name}">${name}</span><span class="muted">${setting}</span>${ceiling === null ? null : html`<span class="muted">${ceiling}</span>`}</div></th></tr>
${deciding.map((view) => row(view, columns))}
${contrast.length > 0 ? html`<tr class="group contrast"><th scope="rowgroup" colspan="${width}"><div class="muted">${CONTRAST_NOTE}</div></th></tr>` : null}
${contrast.map((view) => row(view, columns))}</tbody>`,
)}</table></div>
${reasonsList(cases)}`;
}

function row(view: CaseView, columns: readonly string[]): Markup {
  const { anchor, configuration, contrast, status, figures, checks } = view;
  return html`<tr data-case="${anchor}"${contrast ? CONTRAST : null}><th scope="row"><a href="#${anchor}" title="${configuration}">${sign(status)}<span class="cut">${configuration}</span></a></th>
${columns.map((name) =>
  cell(
    name,
    checks.filter((check) => columnOf(check) === name),
  ),
)}
${figures.map((figure) => html`<td class="figure">${figure}</td>`)}</tr>`;
}

const CONTRAST: Markup = { markup: ' class="contrast"' };

/** The verdict; of several bounds the worst one. */
function cell(column: string, checks: VerdictView[]): Markup {
  const [worst] = worstFirst(checks);
  if (!worst) return html`<td class="check"><span class="spoken">not judged</span></td>`;
  const { anchor, status, needsReason } = worst;
  const mark = needsReason ? '*' : '';
  return html`<td class="check"><a href="#${anchor}" data-status="${status}" aria-label="${column}: ${WORDS[status]}${needsReason ? ', with a reason' : ''}">${SYMBOLS[status]}${mark}</a></td>`;
}

/** What was never heard of has no column but the last: a bound's name is an expression. */
function columnOf({ name }: VerdictView): string {
  return CHECK_NAMES.includes(name) ? name : THRESHOLD;
}

/** Why those passed whose figures look as if they had not. */
function reasonsList(cases: CaseView[]): Markup | null {
  const ticks = cases.flatMap((of) => of.checks.flatMap((check) => (check.needsReason ? { of, check } : [])));
  if (ticks.length === 0) return null;
  return html`<details class="reasons"><summary>✓* passed, with a reason (${ticks.length})</summary><ul>${ticks.map(
    ({ of, check }) =>
      html`<li><a href="#${check.anchor}" class="cut" title="${of.scenario} / ${of.configuration}">${check.name}: ${of.scenario} / ${of.configuration}</a> <span>${check.summary}</span></li>`,
  )}</ul></details>`;
}
