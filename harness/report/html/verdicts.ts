import type { Check } from '../../record/schema.ts';
import type { VerdictView } from '../model.ts';
import { SYMBOLS, type Verdict, WORDS } from '../verdict.ts';
import { figuresTable } from './figures-table.ts';
import { html, type Markup } from './markup.ts';
import { worstFirst } from './worst-first.ts';

/** A verdict as a symbol alone, with its word for those who listen. */
export function sign(status: Verdict): Markup {
  return html`<span class="sign" data-status="${status}" title="${WORDS[status]}"><span aria-hidden="true">${SYMBOLS[status]}</span><span class="spoken">${WORDS[status]}: </span></span>`;
}

/** A small label whose symbol tells the verdict without its colour. */
export function chip(status: Verdict, label: string = WORDS[status]): Markup {
  const spoken = label === WORDS[status] ? null : html`<span class="spoken">${WORDS[status]}: </span>`;
  return html`<span class="chip" data-status="${status}"><span class="sign" aria-hidden="true">${SYMBOLS[status]}</span>${spoken}${label}</span>`;
}

/** Verdicts with their sentences, and with their figures to be opened. */
export function verdictList(checks: Check[]): Markup {
  return html`<ul class="verdicts">${checks.map((check) =>
    Object.keys(check.details).length === 0
      ? html`<li>${sentence(check)}</li>`
      : html`<li><details><summary>${sentence(check)}</summary><div class="figures">${figuresTable(check.details)}</div></details></li>`,
  )}</ul>`;
}

/** The verdicts of a case, each with an anchor; their figures come when they are opened, those of failures at once. */
export function caseVerdicts(checks: VerdictView[]): Markup {
  return html`<ul class="verdicts">${worstFirst(checks).map((check) => {
    const { anchor, status, details } = check;
    if (Object.keys(details).length === 0) return html`<li id="${anchor}" tabindex="-1">${sentence(check)}</li>`;
    const open = status === 'fail' || status === 'inconclusive' ? OPEN : null;
    return html`<li id="${anchor}"><details${open}><summary>${sentence(check)}</summary><div class="figures" data-later></div></details></li>`;
  })}</ul>`;
}

export const OPEN: Markup = { markup: ' open' };

function sentence({ status, name, summary }: Check): Markup {
  return html`${chip(status, name)}<span class="sentence">${summary}</span>`;
}
