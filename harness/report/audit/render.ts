import type { AuditedTransport, AuditRecord, Finding, Severity } from '../../record/audit.ts';
import { formatInstant } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { renderPage } from '../html/page-shell.ts';
import { chip, sign } from '../html/verdicts.ts';
import type { Verdict } from '../verdict.ts';
import { cellsOf } from './cells.ts';
import { auditHeadline } from './headline.ts';

/** The report of an audit as one HTML file, in the look of a run's. */
export function renderAuditHtml(record: AuditRecord): string {
  return renderPage({
    title: auditHeadline(record),
    masthead: masthead(record),
    main: auditSection(record),
    drawings: [],
  });
}

function masthead(record: AuditRecord): Markup {
  return html`<header class="masthead">
<p class="brand">poolproof audit</p>
<div class="verdict" data-status="${record.status}">${sign(record.status)}<h1>${auditHeadline(record)}</h1></div>
<p class="muted">${record.paths.join(', ')} · ${formatInstant(record.startedAt)}</p>
</header>`;
}

function auditSection(record: AuditRecord): Markup {
  const { transports, findings, unknown, skipped } = record;
  return html`<section class="case">
${transports.length > 0 ? poolsTable(transports) : null}
<ul class="verdicts findings">${findings.map(findingItem)}</ul>
${listOf('Known only when it runs', unknown)}
${listOf(
  'Not read',
  skipped.map(({ file, reason }) => `${file}: ${reason}`),
)}
</section>`;
}

function poolsTable(transports: AuditedTransport[]): Markup {
  const [first] = transports as [AuditedTransport];
  const headings = cellsOf(first).map(
    ({ heading, isFigure }) => html`<th scope="col"${isFigure ? FIGURE : null}>${heading}</th>`,
  );
  const rows = transports.map((transport) => {
    const cells = cellsOf(transport).map(({ text, isFigure }, index) =>
      index === 0 ? html`<th scope="row">${text}</th>` : html`<td${isFigure ? FIGURE : null}>${text}</td>`,
    );
    const [where, ...others] = cells;
    return html`<tr>${where ?? null}<td>${chip(transport.status)}</td>${others}</tr>`;
  });
  return html`<div class="scroll" role="region" aria-label="Pools" tabindex="0"><table class="pools">
<thead><tr>${headings[0] ?? null}<th scope="col">status</th>${headings.slice(1)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

const FIGURE: Markup = { markup: ' class="figure"' };

const VERDICTS: Record<Severity, Verdict> = { error: 'fail', warning: 'inconclusive', note: 'skipped' };

function findingItem({ severity, rule, at, message, advice, excerpt }: Finding): Markup {
  const indent = (excerpt?.text.length ?? 0) - (excerpt?.text.trimStart().length ?? 0);
  const text = excerpt?.text.trimStart() ?? '';
  const from = Math.max(0, (excerpt?.markFrom ?? 0) - indent);
  const to = from + (excerpt?.markLength ?? 0);
  const code = html`<pre class="excerpt" role="region" aria-label="Code" tabindex="0"><code>${text.slice(0, from)}<mark>${text.slice(from, to)}</mark>${text.slice(to)}</code></pre>`;
  return html`<li>${chip(VERDICTS[severity], severity)}<div><p><code>${at.file}:${at.line}:${at.column}</code> ${rule}</p>
${excerpt ? code : null}
<p>${message} ${advice}</p></div></li>`;
}

function listOf(title: string, texts: readonly string[]): Markup | null {
  if (texts.length === 0) return null;
  return html`<h2>${title}</h2><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}
