import { METRIC_WORDS } from '../../compare/wording.ts';
import type { NightCase } from '../../record/night.ts';
import type { Trend, TrendSeries } from '../../record/trend.ts';
import { junitXml, type Suite, type Test } from '../junit/suites.ts';
import { changeText, stateText } from './wording.ts';

/** One test for each exact check and each series; a series fails on the night of its alarm only. */
export function renderJunit(trend: Trend): string {
  const suites = trend.cases.map((subject) => suiteOf(trend, subject));
  return junitXml(suites, trend.night.startedAt);
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
