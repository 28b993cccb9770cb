import path from 'node:path';
import { judgeCase } from '../checks/judge.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import type { CaseRecord } from '../record/schema.ts';
import { runSuite } from '../run/run-suite.ts';
import { loadScenarioFile } from '../scenario/load-file.ts';
import type { Scenario, SocketKind } from '../scenario/types.ts';

/**
 * Plays both clients of a pair and judges them, on this kind of socket or on the one that its case.json says. Without
 * `growth` the cycles that look for leaks are left out, which are most of what a short case costs.
 */
export async function playPair(
  folder: string,
  socket: SocketKind | null,
  { growth = true }: { growth?: boolean } = {},
): Promise<{ bad: CaseRecord; good: CaseRecord }> {
  const { target, ...scenario } = await loadScenarioFile(path.join(folder, 'case.json'));
  const cases = await judgeScenario({
    ...scenario,
    target: { ...target, ...(socket && { socket }) },
    growth: growth ? scenario.growth : { ...scenario.growth, cycles: 0 },
  });
  return { bad: findCase(cases, 'bad'), good: findCase(cases, 'good') };
}

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

function findCase(cases: readonly CaseRecord[], name: string): CaseRecord {
  const found = cases.find(({ configuration }) => configuration === name);
  if (found) return found;
  throw new PoolproofError('UNPLAYABLE_PAIR', `its case.json has no configuration '${name}'`, { exitCode: EXIT.input });
}
