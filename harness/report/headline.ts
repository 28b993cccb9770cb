import { formatCount } from '../core/units.ts';
import type { CaseRecord, RunRecord } from '../record/schema.ts';
import { isWhole } from '../record/shards.ts';
import { formatPart } from './figures.ts';
import { missingText } from './shards.ts';

const MOST_NAMED = 3;

/** The verdict of a run in one sentence, and in another one what is missing of it where it was divided. */
export function headlineOf(record: RunRecord): string {
  return `${verdictOf(record)}${missingText(record)}`;
}

/** How it went, and which cases are to blame for which check. */
function verdictOf(record: RunRecord): string {
  const { status, cases } = record;
  const deciding = cases.filter((one) => !one.contrast);
  const failed = deciding.filter((one) => one.status === 'fail');
  const unsure = deciding.filter((one) => one.status === 'inconclusive');
  const whole = deciding.length;
  if (status === 'interrupted') {
    const found = failed.length > 0 ? `${formatPart(failed.length, whole, 'case')} had failed` : 'none had failed';
    return `Interrupted after ${formatCount(cases.length, 'case')}: ${found}${blame(failed, 'fail')}.`;
  }
  if (status === 'fail') return `Failed: ${formatPart(failed.length, whole, 'case')}${blame(failed, 'fail')}.`;
  if (status === 'inconclusive') {
    if (unsure.length === 0 && !isWhole(record)) return `Inconclusive: ${formatCount(whole, 'case')} held every check.`;
    const judged = formatPart(unsure.length, whole, 'case');
    return `Inconclusive: ${judged} could not be judged${blame(unsure, 'inconclusive')}.`;
  }
  return whole === 0 ? 'Passed: no case decides this run.' : `Passed: ${formatCount(whole, 'case')} held every check.`;
}

function blame(cases: CaseRecord[], status: 'fail' | 'inconclusive'): string {
  if (cases.length === 0) return '';
  const named = cases.slice(0, MOST_NAMED).map((one) => {
    const checks = one.checks.filter((check) => check.status === status).map((check) => check.name);
    return `${one.scenario} / ${one.configuration}${checks.length > 0 ? ` (${checks.join(', ')})` : ''}`;
  });
  const rest = cases.length - named.length;
  return `: ${named.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}
