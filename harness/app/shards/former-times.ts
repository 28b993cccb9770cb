import { readRecord } from '../../record/read.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { caseKey, type FormerTimes } from '../../run/divide.ts';

/** How long the cases of a run took that is in this file. */
export async function readFormerTimes(file: string): Promise<FormerTimes> {
  const { cases } = await readRecord(file);
  return new Map(cases.map((one) => [caseKey(one), tookMs(one)]));
}

function tookMs({ evidence: { phases } }: CaseRecord): number {
  return Math.max(0, ...phases.map(({ endMs }) => endMs));
}
