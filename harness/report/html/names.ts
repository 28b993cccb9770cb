import type { CaseView } from '../model.ts';
import { html, type Markup } from './markup.ts';

/** The names of a case side by side; each is cut at its end where the place is too small for both. */
export function namesOf({ scenario, configuration }: CaseView): Markup {
  return html`<span class="cut">${scenario}</span> <span>/</span> <span class="cut">${configuration}</span>`;
}
