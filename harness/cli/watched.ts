import { type ComparisonOptions, type PlayedComparison, playComparison } from '../app/comparison/play-comparison.ts';
import type { ComparisonFeed } from '../app/live/comparison-feed.ts';
import type { RunFeed } from '../app/live/run-feed.ts';
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
  /** Shows it on a page, beside the progress. */
  live?: RunFeed | undefined;
}

/** A run with its progress on stderr, which a Ctrl-C ends in order. */
export async function watchedRun(
  scenarios: readonly Scenario[],
  options: RunOptions,
  { quiet, verbose = false, live }: Watched,
): Promise<PlayedRun> {
  using interrupt = listenForInterrupt();
  using progress = showProgress(scenarios, { quiet });
  return await playRun(scenarios, options, {
    ...progress,
    stop: interrupt.stop,
    say,
    ...(live && { pulse: live.pulse }),
    scenario(scenario) {
      progress.scenario(scenario);
      live?.scenario(scenario);
    },
    phase(scenario, configuration, phase) {
      progress.phase(scenario, configuration, phase);
      live?.phase(scenario, configuration, phase);
    },
    case(judged) {
      progress.case(judged);
      live?.case(judged);
      if (verbose) printOutput(judged);
    },
  });
}

/** A comparison with its progress on stderr, which a Ctrl-C ends in order. */
export async function watchedComparison(
  scenario: Scenario,
  options: ComparisonOptions,
  { quiet, live }: Pick<Watched, 'quiet'> & { live?: ComparisonFeed | undefined },
): Promise<PlayedComparison> {
  using interrupt = listenForInterrupt();
  using progress = showComparisonProgress({ quiet });
  return await playComparison(scenario, options, {
    stop: interrupt.stop,
    say,
    sized(...told) {
      progress.sized(...told);
      live?.sized(...told);
    },
    window(configuration) {
      progress.window(configuration);
      live?.window(configuration);
    },
    round(...told) {
      progress.round(...told);
      live?.round(...told);
    },
    micro(configuration) {
      progress.micro(configuration);
      live?.micro(configuration);
    },
  });
}

function printOutput({ configuration, evidence }: CaseRecord): void {
  for (const line of evidence.subjectOutput) say(`  ${configuration} printed: ${line}`);
}
