import junit, { type Builder, type TestSuite } from 'junit-report-builder';
import type { NightCase } from '../../record/night.ts';
import type { Trend, TrendSeries } from '../../record/trend.ts';
import { plain } from '../terminal-text.ts';
import { changeText, METRIC_TITLES, stateText } from './wording.ts';

// The package's types describe its ES module; what Node loads is the CommonJS one, which is the builder itself.
const builder = junit as unknown as Builder;

/** One test for each exact check and each series; a series fails on the night of its alarm only. */
export function renderJunit(trend: Trend): string {
  const report = builder.newBuilder();
  for (const subject of trend.cases) {
    const name = `${subject.scenario} / ${subject.configuration}`;
    const suite = report.testSuite().name(plain(name)).timestamp(new Date(trend.night.startedAt));
    for (const check of subject.checks) addCheck(suite, check, { name, isExact: isFailure(trend, subject, check) });
    const ofSubject = trend.series.filter((one) => `${one.scenario} / ${one.configuration}` === name);
    for (const series of ofSubject) addSeries(suite, series, name);
  }
  return report.build();
}

type Check = NightCase['checks'][number];

function addCheck(
  suite: TestSuite,
  { name: check, status, summary }: Check,
  { name, isExact }: { name: string; isExact: boolean },
): void {
  const test = suite.testCase().className(plain(name)).name(plain(check)).standardOutput(plain(summary));
  if (isExact) test.failure(plain(summary));
  else if (status !== 'pass') test.skipped();
}

function isFailure(
  { failures }: Trend,
  { scenario, configuration }: Omit<NightCase, 'series'>,
  { name }: Check,
): boolean {
  return failures.some((one) => one.scenario === scenario && one.configuration === configuration && one.check === name);
}

function addSeries(suite: TestSuite, series: TrendSeries, name: string): void {
  const about = [stateText(series.state), changeText(series)].filter((text) => text !== null).join(', ');
  const test = suite.testCase().className(plain(name)).name(METRIC_TITLES[series.metric]).standardOutput(plain(about));
  if (series.alarm) test.failure(plain(about));
  else if (!series.measuredTonight || series.state.state === 'learning') test.skipped();
}
