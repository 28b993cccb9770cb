import { html, type Markup } from '../html/markup.ts';
import { commitHref } from './chart.ts';

/** A commit as a link where the remote is known. */
export function commitLink(commit: string | null, commitUrl: string | null): Markup {
  const href = commitHref(commit, commitUrl);
  if (commit === null) return html`an unknown commit`;
  return href === null ? html`<code>${commit}</code>` : html`<a href="${href}"><code>${commit}</code></a>`;
}
