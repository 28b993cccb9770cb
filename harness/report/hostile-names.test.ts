import { parse as parseCsv } from 'csv-parse/sync';
import { HistogramLogReader } from 'hdr-histogram-js';
import parsePrometheusTextFormat from 'parse-prometheus-text-format';
import { parse as parseHtml } from 'parse5';
import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../checks/watch/judge-watch.ts';
import type { RunRecord } from '../record/schema.ts';
import { makeAudit } from '../record/testing/make-audit.ts';
import { makeCheck, makeRecord } from '../record/testing/make-record.ts';
import { makeWatch } from '../record/testing/make-watch.ts';
import { makeComparison } from './comparison/testing/sample-comparison.ts';
import { runAnnotations } from './github/annotations.ts';
import {
  AUDIT_REPORTS,
  COMPARISON_REPORTS,
  NIGHT_REPORTS,
  type Reports,
  RUN_REPORTS,
  WATCH_REPORTS,
} from './reports.ts';
import { elementsOf, readMarkdown } from './testing/read-markdown.ts';
import { readXml } from './testing/read-xml.ts';
import { sampleLatencies } from './testing/sample-series.ts';
import { makeSampleTrend } from './trend/testing/sample-trend.ts';

// Names and messages come from scenarios and from programs under test: whatever they hold, every report shows text.

const HOSTILE: readonly [what: string, name: string][] = [
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['the end of a script and of a comment', '</script></style>--><b>'],
  ['the end of a CDATA section', 'a]]>b'],
  ['a cell', 'a|b|c'],
  ['code and emphasis', '`a` ``b`` **c** _d_ ~~e~~'],
  ['links', '[a](javascript:alert(1)) https://example.org www.example.org a@example.org <https://example.org>'],
  ['lines', 'a\nb\r\nc\u2028d\n\n# e'],
  ['control characters', 'a\0b\u0007c\u0008d\u007Fe\u0085f'],
  ['ANSI escapes', '\u001B[31mred\u001B[0m \u001B]8;;https://example.org\u0007link\u001B]8;;\u0007 \u009B2J'],
  ['marks of direction', '\u202Eevil\u202C \u2066a\u2069 \u200Fb\u061C'],
  ['halves of a pair and no characters', 'a\uD800b\uDC00c\uFFFEd\uFFFF'],
  ['quotes and backslashes', `a"b'c\\d\\"e`],
  ['a formula', '=HYPERLINK("https://example.org","a")'],
  ['a workflow command', '::error file=a,line=1::b%0A'],
];

/** One of each kind with the name in every place that a person or a program fills. */
function subjectsWith(name: string): readonly [what: string, reports: Reports<never>, subject: unknown][] {
  const check = makeCheck({ name, status: 'fail', summary: name });
  const run = makeRecord({
    status: 'fail',
    cases: [
      {
        ...{ scenario: name, configuration: name, status: 'fail', checks: [check], file: name },
        ...{ histograms: { latency: sampleLatencies(5) }, metrics: { errors: 1 } },
        evidence: { notMeasured: [name], subjectOutput: [name] },
      },
    ],
  });
  const watch = judgeWatch(makeWatch());
  const trend = makeSampleTrend();
  return [
    ['a run', RUN_REPORTS, run],
    [
      'a comparison',
      COMPARISON_REPORTS,
      makeComparison({ latencies: { [name]: 1, b: 1.3 }, overrides: { scenario: name } }),
    ],
    ['a watch', WATCH_REPORTS, { ...watch, asked: { ...watch.asked, to: name }, checks: [check], notMeasured: [name] }],
    ['an audit', AUDIT_REPORTS, { ...makeAudit(), unknown: [name] }],
    [
      'a night',
      NIGHT_REPORTS,
      {
        ...trend,
        failures: [{ scenario: name, configuration: name, check: name, summary: name }],
        series: trend.series.map((series) => ({ ...series, scenario: name, configuration: name })),
        cases: trend.cases.map((one) => ({ ...one, scenario: name, configuration: name })),
      },
    ],
  ];
}

/** What of a report is not text, by a parser of its kind that is not ours. */
const FAULTS: Readonly<Record<string, (text: string, harmless: string) => string[]>> = {
  json: (text) => (JSON.parse(text) === null ? ['null'] : []),
  sarif: (text) => (JSON.parse(text) === null ? ['null'] : []),
  otlp: (text) => (JSON.parse(text) === null ? ['null'] : []),
  terminal: (text) =>
    text.match(/[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu)?.filter((one) => one !== '\n') ??
    [],
  html: (text, harmless) => differences(tagsOf(text), tagsOf(harmless)),
  markdown: (text, harmless) => differences(markdownTags(text), markdownTags(harmless)),
  junit: (text, harmless) => differences(xmlShape(text), xmlShape(harmless)),
  csv: (text, harmless) => [
    ...differences(csvShape(text), csvShape(harmless)),
    ...(parseCsv(text) as string[][]).flat().filter((cell) => /^[=+@\t\r\n]|^-(?!\d)/.test(cell)),
  ],
  prometheus: (text, harmless) => differences(seriesShape(text), seriesShape(harmless)),
  hdr: (text, harmless) => differences(tagShape(text), tagShape(harmless)),
};

function differences(has: readonly string[], wants: readonly string[]): string[] {
  return has.join() === wants.join() ? [] : [`${has.join()} instead of ${wants.join()}`];
}

const tagsOf = (page: string) => elementsOf(parseHtml(page).childNodes).map(({ tag }) => tag);
const markdownTags = (text: string) => readMarkdown(text).map(({ tag }) => tag);
const xmlShape = (text: string) => readXml(text, '//*').map(({ attributes }) => Object.keys(attributes).join(' '));
const csvShape = (text: string) => (parseCsv(text) as string[][]).map((row) => String(row.length));
const seriesShape = (text: string) =>
  parsePrometheusTextFormat(text).flatMap(({ name, metrics }) =>
    metrics.map(({ labels = {} }) => [name, ...Object.keys(labels)].join(' ')),
  );
const tagShape = (text: string) => {
  const reader = new HistogramLogReader(text, 64);
  const counts: string[] = [];
  for (let one = reader.nextIntervalHistogram(); one; one = reader.nextIntervalHistogram()) {
    counts.push(`${one.totalCount} ${one.tag.split('/').length}`);
  }
  return counts;
};

describe.each(HOSTILE)('a name that holds %s', (_, name) => {
  const harmless = subjectsWith('harmless');

  it('is text in an annotation', () => {
    const annotated = (subject: unknown) => runAnnotations(subject as RunRecord, '').split('\n');
    const [[, , run] = []] = subjectsWith(name);
    expect(annotated(run)).toHaveLength(annotated(harmless[0]?.[2]).length);
    expect(annotated(run)[0]).toMatch(/^::error title=[^,:\p{Cc}]+,file=[^,:\p{Cc}]+::\P{Cc}*$/u);
  });

  it.each(
    subjectsWith(name).flatMap(([of, reports, subject], index) =>
      Object.entries(reports).map(([kind, { render }]) => ({
        of,
        kind,
        render,
        subject,
        beside: harmless[index]?.[2],
      })),
    ),
  )('is text in the report $kind of $of', ({ kind, render, subject, beside }) => {
    const draw = render as (subject: unknown) => string;
    expect(FAULTS[kind]?.(draw(subject), draw(beside))).toEqual([]);
  });
});
