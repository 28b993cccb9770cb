import { CLOSURE_REASONS } from '../../record/evidence/closure-reasons.ts';
import type { Failure } from '../../record/evidence/requests.ts';
import type { CaseView } from '../model.ts';
import { html, type Markup } from './markup.ts';

/** Why connections ended, phase by phase: in the log of a leak or a race this is the first thing to look for. */
export function closuresTable(closures: CaseView['closures']): Markup {
  const caption = 'Why connections ended';
  if (closures.length === 0)
    return html`<h4>${caption}</h4><p class="muted">No connection ended while it was watched.</p>`;
  const rows = closures.map(
    ({ phase, by, reason, count, active, idleRetirements }) => html`<tr>
<td>${phase}</td><td>${by}</td><td>${CLOSURE_REASONS[reason].words}</td><td class="figure">${count.toLocaleString('en')}</td>
<td class="figure">${active.toLocaleString('en')}</td><td class="figure">${idleRetirements.toLocaleString('en')}</td></tr>`,
  );
  return html`<h4>${caption}</h4><div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
<thead><tr><th scope="col">phase</th><th scope="col">by</th><th scope="col">how</th><th scope="col" class="figure">connections</th>
<th scope="col" class="figure"><abbr title="with a request in flight">in flight</abbr></th>
<th scope="col" class="figure"><abbr title="closed after idling, by the client or by the idle time-out of the server, while no other was opened">retired</abbr></th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** How requests failed, by code. */
export function failuresTable(failures: Failure[]): Markup {
  const rows = failures.map(
    ({ code, count, example }) =>
      html`<tr><td><code>${code}</code></td><td class="figure">${count.toLocaleString('en')}</td><td>${example}</td></tr>`,
  );
  return html`<h4>How requests failed</h4><div class="scroll" role="group" aria-label="How requests failed" tabindex="0"><table>
<thead><tr><th scope="col">code</th><th scope="col" class="figure">requests</th><th scope="col">for example</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
