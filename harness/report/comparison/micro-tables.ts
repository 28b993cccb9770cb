import type { ComparisonRecord } from '../../record/comparison.ts';
import { html, type Markup } from '../html/markup.ts';
import { batchesOf, COLUMNS, headingOf, reasonsOf } from '../micro-table.ts';
import { nameOf } from './strips/figure.ts';

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
            html`<tr><th scope="row">${nameOf(configuration)}</th>${COLUMNS.map(({ text }) => html`<td class="figure">${text(task)}</td>`)}</tr>`,
        ),
    )}</tbody></table></div>`,
  );
  return html`${tables}${reasonsOf(missing).map((reason) => html`<p class="muted">${reason}</p>`)}`;
}
