import type { ComparisonRecord, CountComparison } from '../../record/comparison.ts';
import { formatWhole, unbroken } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { chip } from '../html/verdicts.ts';
import { batchesOf, COLUMNS, headingOf, reasonsOf } from '../micro-table.ts';
import { CONTRAST_NOTE } from '../scenarios.ts';
import { type ComparisonRow, FIGURES, rowsOf } from './rows.ts';

/** A row for each configuration: its figures, and each metric beside the reference's. */
export function figuresTable(record: ComparisonRecord): Markup {
  const rows = rowsOf(record);
  const isOfPrograms = record.configurations.some(({ drive }) => drive !== null);
  const metrics = rows.find(({ verdicts }) => verdicts.length > 0)?.verdicts.map(({ metric }) => metric) ?? [];
  return html`<div class="scroll" role="region" aria-label="Figures and verdicts" tabindex="0"><table>
<thead><tr><th scope="col">configuration</th>${FIGURES.map(
    ({ heading, about, ofPrograms = about }) =>
      html`<th scope="col" class="figure"><abbr title="${isOfPrograms ? ofPrograms : about}">${heading}</abbr></th>`,
  )}${metrics.map((metric) => html`<th scope="col">${metric}</th>`)}</tr></thead>
<tbody>${rows.map((row) => figuresRow(row, metrics.length))}</tbody>
</table></div>`;
}

function figuresRow(
  { configuration, isReference, contrast, figures, verdicts }: ComparisonRow,
  metrics: number,
): Markup {
  const note = isReference ? ' reference' : contrast ? ` ${CONTRAST_NOTE}` : '';
  const cells = verdicts.map(
    ({ change, status, word, more }) =>
      html`<td class="change">${unbroken(change)} ${chip(status, word)}${more.map((text) => html`<span class="muted">${text}</span>`)}</td>`,
  );
  return html`<tr><th scope="row">${configuration}<span class="muted">${note}</span></th>
${figures.map((figure) => html`<td class="figure">${figure}</td>`)}
${isReference ? html`<td colspan="${metrics}" class="muted">the others are compared with it</td>` : cells}</tr>`;
}

const COUNT_WORDS: Record<CountComparison['count'], string> = {
  connectionsOpened: 'opened',
  connectionsPeak: 'open at once',
  connectionsActivePeak: 'busy at once',
};

/** Connections beside the reference's, exactly. */
export function countsTable({ counts, reference }: ComparisonRecord): Markup {
  if (counts.length === 0) return html`<p class="muted">Nothing was counted.</p>`;
  const rows = counts.map(
    ({ configuration, count, range, reference: against, finding }) => html`<tr>
<th scope="row">${configuration}</th><td>${COUNT_WORDS[count]}</td><td class="figure">${rangeText(range)}</td>
<td class="figure">${rangeText(against)}</td><td class="finding">${finding === 'varies' ? 'varies' : `${finding} in every round`}</td></tr>`,
  );
  return html`<div class="scroll" role="region" aria-label="Connections, counted" tabindex="0"><table>
<thead><tr><th scope="col">configuration</th><th scope="col">connections</th><th scope="col" class="figure">in a window</th>
<th scope="col" class="figure">${reference}</th><th scope="col">finding</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function rangeText({ least, most }: CountComparison['range']): string {
  return least === most ? formatWhole(most) : `${formatWhole(least)}–${formatWhole(most)}`;
}

/** tinybench's own statistics: a table for each size of batch. */
export function microTables({ micro: { measured, missing } }: ComparisonRecord): Markup {
  if (measured.length + missing.length === 0) return html`<p class="muted">Not measured.</p>`;
  const tables = batchesOf(measured).map(
    (batch) => html`<h3>${headingOf(batch)}</h3>
<div class="scroll" role="region" aria-label="${headingOf(batch)}" tabindex="0"><table>
<thead><tr><th scope="col">configuration</th>${COLUMNS.map(({ heading }) => html`<th scope="col" class="figure">${heading}</th>`)}</tr></thead>
<tbody>${measured.flatMap(({ configuration, tasks }) =>
      tasks
        .filter((task) => task.batch === batch)
        .map(
          (task) =>
            html`<tr><th scope="row">${configuration}</th>${COLUMNS.map(({ text }) => html`<td class="figure">${text(task)}</td>`)}</tr>`,
        ),
    )}</tbody></table></div>`,
  );
  return html`${tables}${reasonsOf(missing).map((reason) => html`<p class="muted">${reason}</p>`)}`;
}
