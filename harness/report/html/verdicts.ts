import type { Check } from '../../record/schema.ts';
import { SYMBOLS, type Verdict, WORDS } from '../verdict.ts';
import { html, type Markup } from './markup.ts';

/** A verdict as a symbol alone, with its word for those who listen. */
export function sign(status: Verdict): Markup {
  return html`<span class="sign" data-status="${status}" title="${WORDS[status]}"><span aria-hidden="true">${SYMBOLS[status]}</span><span class="spoken">${WORDS[status]}: </span></span>`;
}

/** A small label whose symbol tells the verdict without its colour. */
export function chip(status: Verdict, label: string = WORDS[status]): Markup {
  return html`<span class="chip" data-status="${status}">${sign(status)}${label}</span>`;
}

export function verdictList(checks: Check[]): Markup {
  return html`<ul class="verdicts">${checks.map(verdict)}</ul>`;
}

function verdict({ name, status, summary, details }: Check): Markup {
  const entries = Object.entries(details);
  const sentence = html`${chip(status, name)}<span>${summary}</span>`;
  if (entries.length === 0) return html`<li>${sentence}</li>`;
  const figures = entries.map(([key, value]) => html`<div><dt>${key}</dt><dd>${textOf(value)}</dd></div>`);
  return html`<li><details><summary>${sentence}</summary><dl class="figures">${figures}</dl></details></li>`;
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 3 });
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'not measured');
}
