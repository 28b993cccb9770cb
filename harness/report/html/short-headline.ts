import { formatCount } from '../../core/units.ts';
import type { RunRecord } from '../../record/schema.ts';
import { formatPart } from '../figures.ts';

/** The verdict of a run in a few words: which cases are to blame stands below it. */
export function shortHeadline({ status, cases }: RunRecord): string {
  const deciding = cases.filter(({ contrast }) => !contrast);
  const failed = deciding.filter((one) => one.status === 'fail').length;
  const unsure = deciding.filter((one) => one.status === 'inconclusive').length;
  const ofAll = (part: number) => formatPart(part, deciding.length, 'case');
  if (status === 'interrupted') {
    return `Interrupted after ${formatCount(cases.length, 'case')}, ${failed === 0 ? 'none failed' : `${failed} failed`}`;
  }
  if (deciding.length === 0) return 'No case decides this run';
  if (failed > 0) return `${ofAll(failed)} failed`;
  if (unsure > 0) return `${ofAll(unsure)} could not be judged`;
  return deciding.length === 1 ? 'The case passed' : `All ${formatCount(deciding.length, 'case')} passed`;
}
