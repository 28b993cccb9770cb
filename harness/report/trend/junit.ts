import { METRIC_WORDS } from '../../compare/wording.ts';
import type { NightCase } from '../../record/night.ts';
import type { Trend, TrendSeries } from '../../record/trend.ts';
import { type Markup, html as xml } from '../html/markup.ts';
import { plain } from '../terminal/text.ts';
import { changeText, stateText } from './wording.ts';

interface Suite {
  name: string;
  tests: Test[];
}

interface Test {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  text: string;
}

/** One test for each exact check and each series; a series fails on the night of its alarm only. */
export function renderJunit(trend: Trend): string {
  const suites = trend.cases.map((subject) => suiteOf(trend, subject));
  const [startedAt] = new Date(trend.night.startedAt).toISOString().split('.');
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts(suites.flatMap(({ tests }) => tests))}>
${suites.map(
  ({ name, tests }) => xml`  <testsuite name="${legal(name)}" timestamp="${startedAt ?? ''}" ${counts(tests)}>
${tests.map((test) => testCase(test, name))}
  </testsuite>`,
)}
</testsuites>`.markup;
}

function suiteOf(trend: Trend, { scenario, configuration, checks }: Trend['cases'][number]): Suite {
  const isOfSuite = (one: { scenario: string; configuration: string }) =>
    one.scenario === scenario && one.configuration === configuration;
  const failures = trend.failures.filter(isOfSuite).map(({ check }) => check);
  return {
    name: `${scenario} / ${configuration}`,
    tests: [
      ...checks.map((check) => testOfCheck(check, failures.includes(check.name))),
      ...trend.series.filter(isOfSuite).map(testOfSeries),
    ],
  };
}

function testOfCheck({ name, status, summary }: NightCase['checks'][number], isFailure: boolean): Test {
  return { name, outcome: isFailure ? 'failed' : status === 'pass' ? 'passed' : 'skipped', text: summary };
}

function testOfSeries(series: TrendSeries): Test {
  const isSkipped = !series.measuredTonight || series.state.state === 'learning';
  return {
    name: METRIC_WORDS[series.metric].title,
    outcome: series.alarm ? 'failed' : isSkipped ? 'skipped' : 'passed',
    text: [stateText(series.state), changeText(series)].filter((text) => text !== null).join(', '),
  };
}

function testCase({ name, outcome, text }: Test, suite: string): Markup {
  const result = {
    passed: null,
    failed: xml`      <failure message="${legal(text)}"/>\n`,
    skipped: xml`      <skipped/>\n`,
  };
  return xml`    <testcase classname="${legal(suite)}" name="${legal(name)}">
${result[outcome]}      <system-out>${cdata(legal(text))}</system-out>
    </testcase>`;
}

function counts(tests: Test[]): Markup {
  const having = (outcome: Test['outcome']) => tests.filter((test) => test.outcome === outcome).length;
  return xml`tests="${tests.length}" failures="${having('failed')}" errors="0" skipped="${having('skipped')}"`;
}

/**
 * One line of characters that XML 1.0 allows: of the others, control characters and halves of a pair are no text
 * anyway.
 */
function legal(text: string): string {
  return plain(text)
    .toWellFormed()
    .replaceAll(/[\uFFFE\uFFFF]/g, '');
}

function cdata(text: string): Markup {
  return { markup: `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` };
}
