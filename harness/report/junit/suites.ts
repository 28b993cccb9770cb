import { type Markup, html as xml } from '../html/markup.ts';
import { plain } from '../terminal/text.ts';

export interface Suite {
  name: string;
  tests: Test[];
  /** Of its scenario, where a CI shows what failed. */
  file?: string | null;
}

export interface Test {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  text: string;
}

/** JUnit's XML, as CIs read it. */
export function junitXml(suites: readonly Suite[], startedAt: string): string {
  const [timestamp] = new Date(startedAt).toISOString().split('.');
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts(suites.flatMap(({ tests }) => tests))}>
${suites.map(
  (suite) => xml`  <testsuite name="${legal(suite.name)}" timestamp="${timestamp ?? ''}" ${counts(suite.tests)}>
${suite.tests.map((test) => testCase(test, suite))}
  </testsuite>`,
)}
</testsuites>`.markup;
}

function testCase({ name, outcome, text }: Test, { name: suite, file }: Suite): Markup {
  const result = {
    passed: null,
    failed: xml`      <failure message="${legal(text)}"/>\n`,
    skipped: xml`      <skipped message="${legal(text)}"/>\n`,
  };
  const where = file ? xml` file="${legal(file)}"` : null;
  return xml`    <testcase classname="${legal(suite)}" name="${legal(name)}"${where}>
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
