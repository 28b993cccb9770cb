import type { AuditRecord } from '../record/audit.ts';
import type { ComparisonRecord } from '../record/comparison.ts';
import type { RunRecord } from '../record/schema.ts';
import type { Trend } from '../record/trend.ts';
import type { WatchRecord } from '../record/watch.ts';
import { recordText } from '../record/write.ts';
import { auditJson } from './audit/json.ts';
import { auditMarkdown } from './audit/markdown.ts';
import { renderAuditHtml } from './audit/render.ts';
import { auditSarif } from './audit/sarif.ts';
import { renderAudit } from './audit/terminal.ts';
import { renderComparisonHtml } from './comparison/render.ts';
import { renderComparison } from './comparison/terminal.ts';
import { renderHtml } from './html/render.ts';
import { IN_A_FILE } from './terminal/look.ts';
import { renderTerminal } from './terminal/render.ts';
import { renderJunit } from './trend/junit.ts';
import { renderMarkdown } from './trend/markdown.ts';
import { renderTrendHtml } from './trend/render.ts';
import { renderTrendTerminal } from './trend/terminal.ts';
import { renderWatchHtml } from './watch/render.ts';
import { renderWatch } from './watch/terminal.ts';

/** A form in which a run, a comparison, a watch, an audit or a night can be read: a pure function of it. */
export interface Report<Subject> {
  /** Its file in the folder of the run. */
  file: string;
  help: string;
  /** Whether each run leaves it in its folder; the others are written when they are asked for. */
  kept: boolean;
  render(subject: Subject): string;
}

/** By the name that `--report` knows. */
export type Reports<Subject> = Readonly<Record<string, Report<Subject>>>;

const RECORD = { file: 'record.json', help: 'all that was measured, judged', kept: true };
const PAGE = { file: 'report.html', help: 'one page that needs no network', kept: true };
const TEXT = { file: 'report.txt', help: 'what a terminal shows', kept: false };

// Every kind of report that there is, a line each. What is kept is written in this order.

export const RUN_REPORTS = {
  json: { ...RECORD, render: recordText },
  html: { ...PAGE, render: renderHtml },
  terminal: { ...TEXT, render: (record) => renderTerminal(record, IN_A_FILE) },
} as const satisfies Reports<RunRecord>;

export const COMPARISON_REPORTS = {
  json: { ...RECORD, render: recordText },
  html: { ...PAGE, render: renderComparisonHtml },
  terminal: { ...TEXT, render: (record) => renderComparison(record, IN_A_FILE) },
} as const satisfies Reports<ComparisonRecord>;

export const WATCH_REPORTS = {
  json: { ...RECORD, render: recordText },
  html: { ...PAGE, render: renderWatchHtml },
  terminal: { ...TEXT, render: (record) => renderWatch(record, IN_A_FILE) },
} as const satisfies Reports<WatchRecord>;

export const AUDIT_REPORTS = {
  json: { file: 'audit.json', help: 'every pool with its status and details', kept: false, render: auditJson },
  html: { ...PAGE, file: 'audit.html', kept: false, render: renderAuditHtml },
  sarif: { file: 'audit.sarif', help: 'the findings, for a code host', kept: false, render: auditSarif },
  markdown: { file: 'audit.md', help: "pools and findings, for a CI's job", kept: false, render: auditMarkdown },
  terminal: { ...TEXT, file: 'audit.txt', render: (record) => renderAudit(record, IN_A_FILE) },
} as const satisfies Reports<AuditRecord>;

export const NIGHT_REPORTS = {
  html: { ...PAGE, file: 'trend.html', render: renderTrendHtml },
  json: { ...RECORD, file: 'trend.json', help: 'the judged history', render: recordText },
  junit: {
    file: 'junit.xml',
    help: 'a test for each check and each series, for a CI',
    kept: true,
    render: renderJunit,
  },
  markdown: { file: 'summary.md', help: "the summary of a CI's job", kept: true, render: renderMarkdown },
  terminal: { ...TEXT, file: 'trend.txt', render: renderTrendTerminal },
} as const satisfies Reports<Trend>;
