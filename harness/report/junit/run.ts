import type { CaseRecord, Check, RunRecord } from '../../record/schema.ts';
import { headlineOf } from '../headline.ts';
import { CONTRAST_NOTE } from '../scenarios.ts';
import { junitXml, type Suite, type Test } from './suites.ts';

/** A suite for each case and a test for each check; what does not decide the run is skipped, and says so. */
export function renderRunJunit(record: RunRecord): string {
  return junitXml([...record.cases.map(suiteOf), ...endOf(record)], record.startedAt);
}

function suiteOf({ scenario, configuration, contrast, checks, file }: CaseRecord): Suite {
  return { name: `${scenario} / ${configuration}`, tests: checks.map((check) => testOf(check, { contrast })), file };
}

export function testOf({ name, status, summary }: Check, { contrast = false } = {}): Test {
  if (status === 'pass') return { name, outcome: 'passed', text: summary };
  if (contrast) return { name, outcome: 'skipped', text: `${summary} (${CONTRAST_NOTE})` };
  return { name, outcome: status === 'fail' ? 'failed' : 'skipped', text: summary };
}

/** Cases that were not played have no test that could fail: a run that was cut short has one for them all. */
function endOf(record: RunRecord): Suite[] {
  if (record.status !== 'interrupted') return [];
  return [{ name: 'run', tests: [{ name: 'every case was played', outcome: 'failed', text: headlineOf(record) }] }];
}
