import { html, type Markup } from '../html/markup.ts';
import { chip } from '../html/verdicts.ts';
import { commitLink } from './commit-link.ts';
import type { Need, Regression } from './needs.ts';

/** What needs a person, a box each: a regression with the metrics that are worse and how to accept it. */
export function needsList(needs: readonly Need[], commitUrl: string | null): Markup {
  if (needs.length === 0) return html`<p class="muted needs">Nothing needs a person.</p>`;
  return html`<ul class="needs">${needs.map((need) => needItem(need, commitUrl))}</ul>`;
}

function needItem(
  { verdict, label, text, regression, commits, acknowledgement }: Need,
  commitUrl: string | null,
): Markup {
  const between = commits
    ? html` Between ${commitLink(commits.good, commitUrl)} and ${commitLink(commits.bad, commitUrl)}.`
    : null;
  const accept =
    acknowledgement === null
      ? null
      : html`<details><summary>Is it meant to be so?</summary>Then this, with a reason, goes into <code>nightly/acknowledged.json</code> in the folder of the scenarios:<pre>${acknowledgement}</pre></details>`;
  return html`<li data-status="${verdict}">${chip(verdict, label)}<div>${regression ? regressionParts(regression) : text}${between}${accept}</div></li>`;
}

function regressionParts({ subject, metrics, said }: Regression): Markup {
  return html`${subject}${metricsTable(metrics)}${said}`;
}

function metricsTable(metrics: Regression['metrics']): Markup {
  return html`<table><thead><tr><th scope="col">metric</th><th scope="col">change</th><th scope="col" class="figure">tonight</th><th scope="col">since</th></tr></thead>
<tbody>${metrics.map(
    ({ metric, change, tonight, since }) =>
      html`<tr><th scope="row">${metric}</th><td>${change}</td><td class="figure">${tonight}</td><td>${since}</td></tr>`,
  )}</tbody></table>`;
}
