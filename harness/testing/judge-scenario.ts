import { judgeCase } from '../checks/judge.ts';
import type { CaseRecord } from '../record/schema.ts';
import { runSuite } from '../run/run-suite.ts';
import type { Scenario } from '../scenario/types.ts';

/** Plays a scenario's cases for real, with processes and sockets, and judges them. */
export async function judgeScenario(scenario: Scenario): Promise<CaseRecord[]> {
  const cases: CaseRecord[] = [];
  const events = {
    onScenario: () => {},
    onPhase: () => {},
    onCase: async (measured: Parameters<typeof judgeCase>[0]) => void cases.push(judgeCase(measured)),
  };
  await runSuite([scenario], events, new AbortController().signal, { ceiling: false });
  return cases;
}

export function failedChecks({ checks }: CaseRecord): string[] {
  return checks.filter(({ status }) => status === 'fail').map(({ name }) => name);
}
