import type { RunRecord } from '../../record/schema.ts';
import { applyOverrides } from '../../scenario/overrides.ts';
import { playableOf } from '../../scenario/prepare.ts';
import type { Scenario } from '../../scenario/types.ts';
import { measureRun, type RunWatcher } from '../run/measure-run.ts';
import { playRun } from '../run/play-run.ts';
import { newId } from '../run-folder.ts';
import { durationMs } from './duration-ms.ts';
import { scenariosOf } from './scenarios-of.ts';
import type { RunOptions } from './types.ts';

export async function run(options: RunOptions): Promise<RunRecord> {
  const { out, node, ceiling, onProgress = () => {}, signal: stop = new AbortController().signal } = options;
  const say = (text: string) => onProgress({ kind: 'remark', text });
  const chosen = (await scenariosOf(options.scenario)).map((scenario) => overridden(scenario, options));
  const scenarios = await playableOf(chosen, say);
  const watcher: RunWatcher = {
    stop,
    say,
    scenario: ({ name: scenario, configurations }) =>
      onProgress({ kind: 'scenario', scenario, configurations: configurations.map(({ name }) => name) }),
    phase: ({ name: scenario }, configuration, phase) => onProgress({ kind: 'phase', scenario, configuration, phase }),
    case: (judged) => onProgress({ kind: 'case', case: judged }),
  };
  const label = chosen.map(({ name }) => name).join('+');
  if (out === undefined) {
    const startedAt = new Date();
    return measureRun(scenarios, { id: newId(startedAt, label), startedAt, node, ceiling }, watcher);
  }
  const { record, folder, files } = await playRun(scenarios, { out, label, node, ceiling }, watcher);
  onProgress({ kind: 'written', folder, files });
  return record;
}

function overridden(scenario: Scenario, { configurations, connections, concurrency, duration }: RunOptions): Scenario {
  return applyOverrides(scenario, {
    configurations: configurations && [...configurations],
    connections,
    concurrency,
    durationMs: durationMs('duration', duration),
  });
}
