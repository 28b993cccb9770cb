import { EXIT, PoolproofError } from '../../core/errors.ts';
import { drawSeed } from '../../core/random.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import { playableOf } from '../../scenario/prepare.ts';
import { isInProcess } from '../../scenario/subjects.ts';
import type { Scenario } from '../../scenario/types.ts';
import { candidatesOf, referenceOf } from '../comparison/candidates.ts';
import { type ComparisonWatcher, measureComparison } from '../comparison/measure-comparison.ts';
import { playComparison } from '../comparison/play-comparison.ts';
import { newId } from '../run-folder.ts';
import { durationMs } from './duration-ms.ts';
import { scenariosOf } from './scenarios-of.ts';
import type { CompareOptions } from './types.ts';

export async function compare(options: CompareOptions): Promise<ComparisonRecord> {
  const { out, onProgress = () => {}, signal: stop = new AbortController().signal } = options;
  const say = (text: string) => onProgress({ kind: 'remark', text });
  const scenario = await comparableOf(options, say);
  const watcher: ComparisonWatcher = {
    stop,
    say,
    sized: ({ rounds, requests }) => onProgress({ kind: 'sized', rounds, requests }),
    window: (configuration) => onProgress({ kind: 'window', configuration }),
    round: (done) => onProgress({ kind: 'round', done }),
    micro: (configuration) => onProgress({ kind: 'micro', configuration }),
  };
  const { rounds, quick, seed = drawSeed() } = options;
  const asked = {
    rounds,
    quick,
    seed,
    budgetMs: durationMs('budget', options.budget),
    durationMs: durationMs('duration', options.duration),
    warmupMs: durationMs('warmup', options.warmup),
    reference: referenceOf(scenario, options.reference),
  };
  if (out === undefined) {
    const startedAt = new Date();
    return measureComparison(
      scenario,
      { ...asked, id: newId(startedAt, `compare-${scenario.name}`), startedAt },
      watcher,
    );
  }
  const { record, folder, files } = await playComparison(scenario, { ...asked, out }, watcher);
  onProgress({ kind: 'written', folder, files });
  return record;
}

async function comparableOf(options: CompareOptions, say: (text: string) => void): Promise<Scenario> {
  const [found] = await scenariosOf(options.scenario);
  if (!found) throw new Error('a source of a scenario gave none');
  const { configurations, connections, concurrency } = options;
  const scenario = candidatesOf(found, {
    configurations: configurations && [...configurations],
    connections,
    concurrency,
  });
  const shared = scenario.configurations.find(({ subject }) => isInProcess(subject));
  if (shared) {
    const message = `configurations.${shared.name}.client is a function of this process, which would share its memory and compiled code with what it is compared with`;
    throw new PoolproofError('NOT_COMPARABLE', message, {
      exitCode: EXIT.input,
      hint: 'Put it into a module that exports createClient, and name its path.',
    });
  }
  const [playable] = await playableOf([scenario], say);
  if (playable) return playable;
  throw new PoolproofError('NOT_PLAYABLE', `The scenario '${scenario.name}' cannot be played on this machine`, {
    exitCode: EXIT.inconclusive,
  });
}
