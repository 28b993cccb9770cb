import { judgeCase, judgeRun } from '../../checks/judge.ts';
import type { RunRecord } from '../../record/schema.ts';
import { isWhole } from '../../record/shards.ts';

/** A record judged by today's rules. */
export function judgeAgain(record: RunRecord): RunRecord {
  const cases = record.cases.map((one) => judgeCase(one));
  return {
    ...record,
    cases,
    status: record.status === 'interrupted' ? 'interrupted' : judgeRun(cases, isWhole(record)),
  };
}

/** Several runs on one page: the cases of each, their scenario named with the run that it is from. */
export function sideBySide(records: RunRecord[]): RunRecord {
  const [first, ...others] = records as [RunRecord, ...RunRecord[]];
  if (others.length === 0) return first;
  return {
    ...first,
    id: records.map(({ id }) => id).join(' + '),
    status: records.some(({ status }) => status === 'interrupted') ? 'interrupted' : first.status,
    cases: records.flatMap(({ id, cases }) => cases.map((one) => ({ ...one, scenario: `${one.scenario} (${id})` }))),
  };
}
