import { html, type Markup } from '../html/markup.ts';

/** A commit as a link where the remote is known. */
export function commitLink(commit: string | null, commitUrl: string | null): Markup {
  if (commit === null) return html`an unknown commit`;
  const name = html`<code>${commit}</code>`;
  // A plus sign says that files differed from the commit.
  return commitUrl === null ? name : html`<a href="${commitUrl + commit.replace('+', '')}">${name}</a>`;
}
