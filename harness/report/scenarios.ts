import { formatCount, formatDurationMs } from '../core/units.ts';
import type { CaseRecord, RunRecord } from '../record/schema.ts';
import { ceilingOfScenario } from './ceiling.ts';
import { loadWords } from './load-words.ts';

/** Said wherever contrast cases are shown. */
export const CONTRAST_NOTE = 'contrast: shows what goes wrong, does not decide';

export interface ScenarioCases {
  name: string;
  /** Target and load in one line. */
  setting: string;
  /** What server and machine can do; null where it was not measured. */
  ceiling: string | null;
  deciding: CaseRecord[];
  contrast: CaseRecord[];
}

/** The cases of a run by scenario, both in the order in which they ran. */
export function groupByScenario({ cases }: RunRecord): ScenarioCases[] {
  return [...Map.groupBy(cases, ({ scenario }) => scenario)].map(([name, ofScenario]) => ({
    name,
    setting: ofScenario[0] ? settingLine(ofScenario[0]) : '',
    ceiling: ceilingOfScenario(ofScenario),
    deciding: ofScenario.filter(({ contrast }) => !contrast),
    contrast: ofScenario.filter(({ contrast }) => contrast),
  }));
}

/** 'loki over tcp, 200 requests at a time for 10 s'. */
function settingLine({ target, load }: CaseRecord): string {
  const bounds = [
    load.requests === null ? [] : [`${formatCount(load.requests, 'request')} in all`],
    load.durationMs === null ? [] : [`for ${formatDurationMs(load.durationMs)}`],
  ].flat();
  return `${target.kind} over ${target.socket}, ${[loadWords(load), ...bounds].join(', ')}`;
}
