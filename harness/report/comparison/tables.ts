import type { ComparisonRecord } from '../../record/comparison.ts';
import { unbroken } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { type SortableColumn, type SortOrder, sortableHead, sortValue } from '../html/sortable.ts';
import { chip } from '../html/verdicts.ts';
import { CONTRAST_NOTE } from '../scenarios.ts';
import { isMany, sortedBy } from './order.ts';
import { type ComparisonRow, FIGURES, rowsOf } from './rows.ts';
import { nameOf } from './strips/figure.ts';

/** A row for each configuration: its figures, and each metric beside the reference's. Many are sorted, and can be. */
export function figuresTable(record: ComparisonRecord): Markup {
  const rows = rowsOf(record);
  const many = isMany(record);
  const headOf = (column: SortableColumn) => (many ? sortableHead(column, orderOf(column, record)) : plainHead(column));
  return html`<div class="scroll" role="region" aria-label="Figures and verdicts" tabindex="0"><table>
<thead><tr>${columnsOf(record, rows).map(headOf)}</tr></thead>
<tbody>${rows.map((row) => figuresRow(row, metricsOf(rows).length, many))}</tbody>
</table></div>`;
}

function columnsOf({ configurations }: ComparisonRecord, rows: ComparisonRow[]): SortableColumn[] {
  const isOfPrograms = configurations.some(({ drive }) => drive !== null);
  return [
    { heading: 'configuration' },
    ...FIGURES.map((column) => ({
      ...column,
      isFigure: true,
      about: (isOfPrograms ? column.ofPrograms : undefined) ?? column.about,
    })),
    ...metricsOf(rows).map((metric) => ({ heading: metric })),
  ];
}

function metricsOf(rows: ComparisonRow[]): string[] {
  return rows.find(({ verdicts }) => verdicts.length > 0)?.verdicts.map(({ metric }) => metric) ?? [];
}

/** In which order the rows stand by this column before the reader sorts them. */
function orderOf({ heading, first = 'ascending' }: SortableColumn, record: ComparisonRecord): SortOrder | null {
  const sorted = sortedBy(record) === 'requestsPerSecond' ? 'req/s' : 'p50 ms';
  return heading === sorted ? first : null;
}

function plainHead({ heading, about, isFigure }: SortableColumn): Markup {
  if (!isFigure) return html`<th scope="col">${heading}</th>`;
  return html`<th scope="col" class="figure"><abbr title="${about ?? ''}">${heading}</abbr></th>`;
}

function figuresRow(row: ComparisonRow, metrics: number, many: boolean): Markup {
  const { configuration, isReference, contrast, figures, values, verdicts } = row;
  const note = isReference
    ? html` <span class="muted">reference</span>`
    : contrast
      ? html` <span class="muted">${CONTRAST_NOTE}</span>`
      : null;
  // Of many, intervals are drawn below with their ends beside them.
  const moreOf = (more: string[]) => more.slice(many ? 1 : 0).map((text) => html`<span class="muted">${text}</span>`);
  const cells = verdicts.map(
    ({ change, ratio, status, word, more }) =>
      html`<td class="change"${sortValue(ratio)}>${unbroken(change)} ${chip(status, word)}${moreOf(more)}</td>`,
  );
  return html`<tr><th scope="row">${nameOf(configuration)}${note}</th>
${figures.map((figure, index) => html`<td class="figure"${sortValue(values[index] ?? null)}>${figure}</td>`)}
${isReference ? referenceCells(metrics, many) : cells}</tr>`;
}

function referenceCells(metrics: number, many: boolean): Markup | Markup[] {
  if (!many) return html`<td colspan="${metrics}" class="muted">the others are compared with it</td>`;
  return Array.from({ length: metrics }, () => html`<td class="muted"${sortValue(1)}>reference</td>`);
}
