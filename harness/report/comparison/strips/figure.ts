import { html, type Markup } from '../../html/markup.ts';
import type { Verdict } from '../../verdict.ts';
import type { Scale } from './scale.ts';

/** A row: a name, its marks on the axis that all rows share, and the same in figures. */
export interface Strip {
  name: string;
  /** Whose colour the marks have; null: the accent. */
  status: Verdict | null;
  marks: Markup;
  value: Markup;
}

export interface Strips {
  title: string;
  /** How to read it, in a sentence or two; empty where that is said above. */
  summary: string;
  scale: Scale;
  /** What lies behind the marks of every row, besides the lines of the grid. */
  behind: Markup | null;
  rows: Strip[];
}

/** In place of a drawing of something that was not measured. */
export interface NothingMeasured {
  title: string;
  scale: null;
}

/** Rows below each other on one axis, drawn without a script: as high as they are many. */
export function stripsFigure(strips: Strips | NothingMeasured, id: string): Markup {
  if (strips.scale === null) {
    return html`<figure class="strips-figure"><figcaption><strong>${strips.title}</strong></figcaption><p class="missing">not measured</p></figure>`;
  }
  const { title, summary, scale, behind, rows } = strips;
  // What all rows show alike is drawn once and used by each.
  return html`<figure class="strips-figure"><figcaption><strong>${title}</strong>${summary === '' ? null : html`<span>${summary}</span>`}</figcaption>
<ul class="strips" aria-label="${title}">
<li class="axis" aria-hidden="true"><svg><defs><g id="${id}">${behind}${scale.ticks.map(({ at }) => across('tick', at))}</g></defs>${scale.ticks.map(
    ({ at, text }) => html`<text x="${percent(at)}" y="1em">${text}</text>`,
  )}</svg></li>
${rows.map(
  ({ name, status, marks, value }) => html`<li${status === null ? null : html` data-status="${status}"`}>
${nameOf(name)}<svg aria-hidden="true"><use href="#${id}"/>${marks}</svg><span class="value">${value}</span></li>`,
)}
</ul></figure>`;
}

/** A name that is cut at its end where there is no room for it, and told in full to who points at it. */
export function nameOf(name: string): Markup {
  return html`<span class="name" title="${name}">${name}</span>`;
}

/** A part of the width, as SVG writes it. */
export function percent(at: number): string {
  return `${Number(at.toFixed(1))}%`;
}

export function dot(at: number): Markup {
  return html`<circle cx="${percent(at)}"/>`;
}

/** A bar from one place to another; `kind` says what it stands for. */
export function bar(kind: string, [from, to]: readonly [number, number]): Markup {
  return html`<rect class="strip-${kind}" x="${percent(from)}" width="${percent(to - from)}"/>`;
}

/** A line across the strip. */
export function across(kind: string, at: number): Markup {
  return html`<line class="strip-${kind}" x1="${percent(at)}" x2="${percent(at)}" y2="100%"/>`;
}
