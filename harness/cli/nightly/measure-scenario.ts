import { measuredOf } from '../../compare/windows.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import type { MeasuredNightCase, PairedRound } from '../../record/night.ts';
import type { CaseRecord } from '../../record/schema.ts';
import type { Scenario } from '../../scenario/types.ts';
import { comparedRun } from '../compared-run.ts';
import { controlOf, describeControl } from './control.ts';
import type { SuiteOptions } from './suite-options.ts';

/** The configurations of a scenario that decide, against its control in turns; null where it was interrupted. */
export async function measureScenario(
  scenario: Scenario,
  judged: readonly CaseRecord[],
  options: SuiteOptions,
): Promise<MeasuredNightCase[] | null> {
  const deciding = decidingOf(scenario);
  const control = controlOf(scenario);
  const asked = { ...scenario, configurations: [control, ...deciding] };
  const { record } = await comparedRun(asked, { ...options, reference: control.name });
  if (record.status === 'interrupted') return null;
  return deciding.map(({ name }) => ({
    scenario: scenario.name,
    configuration: name,
    control: describeControl(scenario),
    trusted: record.status !== 'untrusted',
    ...exactOf(judged.find((one) => one.scenario === scenario.name && one.configuration === name)),
    rounds: pairRounds(record, name, control.name),
  }));
}

/** What only shows what goes wrong has no level to hold. */
export function decidingOf({ configurations }: Scenario): Scenario['configurations'] {
  return configurations.filter(({ contrast }) => !contrast);
}

/** Each round's windows of two configurations, as far as they may be compared. */
export function pairRounds({ rounds, load }: ComparisonRecord, subject: string, control: string): PairedRound[] {
  return rounds.flatMap((round) => {
    const [one, other] = [round[subject], round[control]];
    return one && other ? [{ subject: measuredOf(one, load.requests), control: measuredOf(other, load.requests) }] : [];
  });
}

function exactOf(judged: CaseRecord | undefined): Pick<MeasuredNightCase, 'checks' | 'counts'> {
  if (!judged) return { checks: [], counts: {} };
  const { connectionsOpened, connectionsPeak, connectionsActivePeak } = judged.metrics;
  return {
    checks: judged.checks.map(({ name, status, summary }) => ({ name, status, summary })),
    counts: { connectionsOpened, connectionsPeak, connectionsActivePeak },
  };
}
