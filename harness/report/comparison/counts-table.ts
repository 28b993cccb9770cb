import type { ComparisonRecord, CountComparison } from '../../record/comparison.ts';
import { NOT_MEASURED } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { inOrder } from './order.ts';
import { rangeText } from './rows.ts';
import { nameOf } from './strips/figure.ts';

const COUNTS: Record<CountComparison['count'], { heading: string; about: string }> = {
  connectionsOpened: { heading: 'opened', about: 'connections opened in a window' },
  connectionsPeak: { heading: 'open at once', about: 'the most connections that were open at once in a window' },
  connectionsActivePeak: { heading: 'busy at once', about: 'the most connections with a request in flight at once' },
};

/** Connections in a window, fewest to most, and beside the reference's exactly; a row for each configuration. */
export function countsTable(record: ComparisonRecord): Markup {
  const { counts, reference } = record;
  if (counts.length === 0) return html`<p class="muted">Nothing was counted.</p>`;
  const kinds = [...new Set(counts.map(({ count }) => count))];
  const ofReference = kinds.map((kind) => counts.find(({ count }) => count === kind)?.reference);
  const names = inOrder(record).map(({ name }) => name);
  const rows = names.flatMap((name) => {
    const own = counts.filter(({ configuration }) => configuration === name);
    return own.length === 0 ? [] : [{ name, own: kinds.map((kind) => own.find(({ count }) => count === kind)) }];
  });
  return html`<p class="muted">Fewest to most in a window. ‘more’, ‘fewer’ and ‘same’: than ${nameOf(reference)} in every round.</p>
<div class="scroll" role="region" aria-label="Connections, counted" tabindex="0"><table>
<thead><tr><th scope="col">configuration</th>${kinds.map((kind) => html`<th scope="col"><abbr title="${COUNTS[kind].about}">${COUNTS[kind].heading}</abbr></th>`)}</tr></thead>
<tbody><tr><th scope="row">${nameOf(reference)} <span class="muted">reference</span></th>${ofReference.map((range) => html`<td>${range ? rangeText(range) : NOT_MEASURED}</td>`)}</tr>
${rows.map(
  ({ name, own }) =>
    html`<tr><th scope="row">${nameOf(name)}</th>${own.map(
      (one) =>
        html`<td>${one ? html`${rangeText(one.range)} <span class="muted">${one.finding}</span>` : NOT_MEASURED}</td>`,
    )}</tr>`,
)}</tbody></table></div>`;
}
