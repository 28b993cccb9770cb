import type { Chart } from '../charts/types.ts';
import { html, type Markup } from './markup.ts';

/** A chart's place with its title and its key figures, or the word that nothing was measured. */
export function chartFigure({ title, summary, isWide = false, drawing }: Chart, id: string): Markup {
  const canvas = html`<div class="plot"><canvas id="${id}" role="img" aria-label="${title}. ${summary}"></canvas></div>`;
  return html`<figure${isWide ? { markup: ' class="wide"' } : null}>
<figcaption><strong>${title}</strong>${drawing ? html`<span>${summary}</span>` : null}</figcaption>
${drawing ? canvas : html`<p class="missing">not measured</p>`}
</figure>`;
}
