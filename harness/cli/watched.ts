import { type ComparisonOptions, type PlayedComparison, playComparison } from '../app/comparison/play-comparison.ts';
import { type PlayedRun, playRun, type RunOptions } from '../app/run/play-run.ts';
import type { CaseRecord } from '../record/schema.ts';
import type { Scenario } from '../scenario/types.ts';
import { showComparisonProgress } from './comparison-progress.ts';
import { listenForInterrupt } from './interrupt.ts';
import { showProgress } from './progress.ts';
import { say } from './say.ts';

export interface Watched {
  quiet: boolean;
  verbose?: boolean;
}

/** A run with its progress on stderr, which a Ctrl-C ends in order. */
export async function watchedRun(
  scenarios: readonly Scenario[],
  options: RunOptions,
  { quiet, verbose = false }: Watched,
): Promise<PlayedRun> {
  using interrupt = listenForInterrupt();
  using progress = showProgress(scenarios, { quiet });
  return await playRun(scenarios, options, {
    ...progress,
    stop: interrupt.stop,
    say,
    case(judged) {
      progress.case(judged);
      if (verbose) printOutput(judged);
    },
  });
}

/** A comparison with its progress on stderr, which a Ctrl-C ends in order. */
export async function watchedComparison(
  scenario: Scenario,
  options: ComparisonOptions,
  { quiet }: Watched,
): Promise<PlayedComparison> {
  using interrupt = listenForInterrupt();
  using progress = showComparisonProgress({ quiet });
  return await playComparison(scenario, options, { ...progress, stop: interrupt.stop, say });
}

function printOutput({ configuration, evidence }: CaseRecord): void {
  for (const line of evidence.subjectOutput) say(`  ${configuration} printed: ${line}`);
}
