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

/**
 * What of a report is not text, by a parser of its kind that is not ours: the same whatever the names hold, and in any
 * report the same as with harmless ones.
 */
const SHAPES: Readonly<Record<string, (text: string) => string[]>> = {
  json: (text) => [typeof JSON.parse(text)],
  sarif: (text) => [typeof JSON.parse(text)],
  otlp: (text) => [typeof JSON.parse(text)],
  terminal: (text) => text.replaceAll('\n', '').match(STEERING) ?? [],
  html: (text) => elementsOf(parseHtml(text).childNodes).map(({ tag }) => tag),
  markdown: (text) => readMarkdown(text).map(({ tag }) => tag),
  junit: (text) => readXml(text, '//*').map(({ attributes }) => Object.keys(attributes).join()),
  csv: (text) =>
    (parseCsv(text) as string[][]).flatMap((row) => [String(row.length), ...row.filter((cell) => FORMULA.test(cell))]),
  prometheus: (text) =>
    parsePrometheusTextFormat(text).flatMap(({ name, metrics }) =>
      metrics.map(({ labels = {} }) => [name, ...Object.keys(labels)].join()),
    ),
  hdr: (text) => {
    const reader = new HistogramLogReader(text, 64);
    const shape: string[] = [];
    for (let one = reader.nextIntervalHistogram(); one; one = reader.nextIntervalHistogram()) {
      shape.push(`${one.totalCount} of ${one.tag.split('/').length} names`);
    }
    return shape;
  },
};

const STEERING = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const FORMULA = /^[=+@\t\r\n]|^-(?!\d)/;

function shapeOf(kind: string, render: (subject: never) => string, subject: unknown): string[] {
  const shape = SHAPES[kind];
  if (!shape) throw new Error(`Nobody has said what of the report ${kind} is not text`);
  return shape(render(subject as never));
}

/** Every kind of every subject, with the shape that it has to have. */
const EXPECTED = subjectsWith('harmless').flatMap(([of, reports, subject], index) =>
  Object.entries(reports).map(([kind, { render }]) => ({
    ...{ of, kind, render, index },
    shape: shapeOf(kind, render, subject),
  })),
);

describe.each(HOSTILE)('a name that holds %s', (_, name) => {
  const subjects = subjectsWith(name).map(([, , subject]) => subject);

  it.each(EXPECTED)('is text in the report $kind of $of', ({ kind, render, index, shape }) => {
    expect(shapeOf(kind, render, subjects[index])).toEqual(shape);
  });

  it('is text in an annotation', () => {
    const [line, ...others] = runAnnotations(subjects[0] as RunRecord, '').split('\n');
    expect(line).toMatch(/^::error title=[^,:\p{Cc}]+,file=[^,:\p{Cc}]+::\P{Cc}*$/u);
    expect(others).toEqual(['']);
  });
});
