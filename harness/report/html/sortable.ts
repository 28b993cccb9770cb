import { html, type Markup } from './markup.ts';

export type SortOrder = 'ascending' | 'descending';

/** A column of a table that a reader can sort. */
export interface SortableColumn {
  heading: string;
  about?: string;
  isFigure?: boolean;
  /** The order that a first press brings: where more is better, the most comes first. */
  first?: SortOrder;
}

/** The head of a column that sorts its table when it is pressed; `sorted`: in which order the rows stand already. */
export function sortableHead(
  { heading, about = '', isFigure = false, first = 'ascending' }: SortableColumn,
  sorted: SortOrder | null,
): Markup {
  const figure = isFigure ? html` class="figure"` : null;
  const order = sorted === null ? null : html` aria-sort="${sorted}"`;
  const title = about === '' ? null : html` title="${about}"`;
  return html`<th scope="col"${figure}${order} data-first="${first}"><button type="button"${title}>${heading}</button></th>`;
}

/** By what a cell is sorted where that is not its text; what was not measured comes last in both orders. */
export function sortValue(value: number | null): Markup {
  return html` data-value="${value === null ? '' : String(Number(value.toPrecision(6)))}"`;
}
