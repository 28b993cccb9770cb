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
import { renderComparisonCsv } from './csv/comparison.ts';
import { renderRunCsv } from './csv/run.ts';
import { renderWatchCsv } from './csv/watch.ts';
import { renderComparisonHdr, renderRunHdr } from './hdr.ts';
import { renderHtml } from './html/render.ts';
import { renderRunJunit } from './junit/run.ts';
import { renderWatchJunit } from './junit/watch.ts';
import { renderComparisonMarkdown } from './markdown/comparison.ts';
import { renderRunMarkdown } from './markdown/run.ts';
import { renderWatchMarkdown } from './markdown/watch.ts';
import { metricsOfComparison } from './metrics/of-comparison.ts';
import { metricsOfRun } from './metrics/of-run.ts';
import { metricsOfWatch } from './metrics/of-watch.ts';
import { renderOtlp } from './metrics/otlp.ts';
import { renderPrometheus } from './metrics/prometheus.ts';
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
const JUNIT = { file: 'junit.xml', help: 'a test for each check, for a CI', kept: false };
const MARKDOWN = { file: 'summary.md', help: "for the page of a CI's job", kept: false };
const CSV = { file: 'report.csv', help: 'figures for a spreadsheet', kept: false };
const PROMETHEUS = { file: 'metrics.prom', help: "metrics in Prometheus's text format", kept: false };
const OTLP = { file: 'metrics.otlp.json', help: 'the same in OTLP, for a collector', kept: false };
const HDR = { file: 'latency.hlog', help: 'histograms for the tools of HdrHistogram', kept: false };
const TEXT = { file: 'report.txt', help: 'what a terminal shows', kept: false };

// Every kind of report that there is, a line each. What is kept is written in this order.

export const RUN_REPORTS = {
  json: { ...RECORD, render: recordText },
  html: { ...PAGE, render: renderHtml },
  terminal: { ...TEXT, render: (record) => renderTerminal(record, IN_A_FILE) },
  junit: { ...JUNIT, render: renderRunJunit },
  markdown: { ...MARKDOWN, render: renderRunMarkdown },
  csv: { ...CSV, render: renderRunCsv },
  prometheus: { ...PROMETHEUS, render: (record) => renderPrometheus(metricsOfRun(record)) },
  otlp: { ...OTLP, render: (record) => renderOtlp(metricsOfRun(record)) },
  hdr: { ...HDR, render: renderRunHdr },
} as const satisfies Reports<RunRecord>;

export const COMPARISON_REPORTS = {
  json: { ...RECORD, render: recordText },
  html: { ...PAGE, render: renderComparisonHtml },
  terminal: { ...TEXT, render: (record) => renderComparison(record, IN_A_FILE) },
  markdown: { ...MARKDOWN, render: renderComparisonMarkdown },
  csv: { ...CSV, render: renderComparisonCsv },
  prometheus: { ...PROMETHEUS, render: (record) => renderPrometheus(metricsOfComparison(record)) },
  otlp: { ...OTLP, render: (record) => renderOtlp(metricsOfComparison(record)) },
  hdr: { ...HDR, render: renderComparisonHdr },
} as const satisfies Reports<ComparisonRecord>;

export const WATCH_REPORTS = {
  json: { ...RECORD, render: recordText },
  html: { ...PAGE, render: renderWatchHtml },
  terminal: { ...TEXT, render: (record) => renderWatch(record, IN_A_FILE) },
  junit: { ...JUNIT, render: renderWatchJunit },
  markdown: { ...MARKDOWN, render: renderWatchMarkdown },
  csv: { ...CSV, render: renderWatchCsv },
  prometheus: { ...PROMETHEUS, render: (record) => renderPrometheus(metricsOfWatch(record)) },
  otlp: { ...OTLP, render: (record) => renderOtlp(metricsOfWatch(record)) },
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
  junit: { ...JUNIT, help: 'a test for each check and each series, for a CI', kept: true, render: renderJunit },
  markdown: { ...MARKDOWN, kept: true, render: renderMarkdown },
  terminal: { ...TEXT, file: 'trend.txt', render: renderTrendTerminal },
} as const satisfies Reports<Trend>;
