import { measuredOf } from '../../compare/windows.ts';
import { RUN_CHECK } from '../../history/exact.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import type { MeasuredNightCase, PairedRound } from '../../record/night.ts';
import type { CaseRecord } from '../../record/schema.ts';
import type { Configuration, Scenario } from '../../scenario/types.ts';
import type { ComparisonOptions, PlayedComparison } from '../comparison/play-comparison.ts';
import type { PlayedRun, RunOptions } from '../run/play-run.ts';
import { controlOf, describeControl } from './control.ts';
import { interrupted, type NotRun, notRun } from './night-runner.ts';
import type { SuiteOptions } from './suite-options.ts';

/** How a night runs and compares: a command shows the progress of both, tests hand in recordings. */
export interface Plays {
  run(scenarios: readonly Scenario[], options: RunOptions): Promise<PlayedRun>;
  compare(scenario: Scenario, options: ComparisonOptions): Promise<PlayedComparison>;
}

type Rounds = Pick<MeasuredNightCase, 'trusted' | 'rounds'>;
type Exact = Pick<MeasuredNightCase, 'checks' | 'counts'>;

/**
 * The configurations of a scenario that decide: each by itself, for the exact checks, then against the control in
 * turns. One that cannot be measured is a gap and a failed check; it costs the night nothing else.
 */
export async function measureScenario(
  scenario: Scenario,
  options: SuiteOptions,
  plays: Plays,
): Promise<MeasuredNightCase[]> {
  const deciding = decidingOf(scenario);
  const judged = await judgeEach(scenario, options, plays);
  const usable = deciding.filter(({ name }) => !('reason' in (judged.get(name) ?? NOT_PLAYED)));
  const compared = await compareEach({ ...scenario, configurations: usable }, options, plays);
  return deciding.map(({ name, subject }) => ({
    scenario: scenario.name,
    configuration: name,
    control: describeControl(scenario, subject),
    ...exactOf(judged.get(name) ?? NOT_PLAYED, compared.get(name)),
    ...roundsOf(compared.get(name)),
  }));
}

/** Without rounds there is nothing to distrust. */
const NO_ROUNDS: Rounds = { trusted: true, rounds: [] };

const NOT_PLAYED: NotRun = { reason: 'it was not played', status: 'fail' };

function roundsOf(compared: Rounds | NotRun | undefined): Rounds {
  return compared && !('reason' in compared) ? compared : NO_ROUNDS;
}

/** What only shows what goes wrong has no level to hold. */
export function decidingOf({ configurations }: Scenario): Configuration[] {
  return configurations.filter(({ contrast }) => !contrast);
}

/** Every configuration's own record, or why there is none. All together first: that is the scenario as it is. */
async function judgeEach(
  scenario: Scenario,
  options: SuiteOptions,
  plays: Plays,
): Promise<Map<string, CaseRecord | NotRun>> {
  const together = await judge(scenario, options, plays);
  if (Array.isArray(together)) return new Map(together.map((one) => [one.configuration, one]));
  const judged = new Map<string, CaseRecord | NotRun>();
  for (const configuration of decidingOf(scenario)) {
    const alone = await judge({ ...scenario, configurations: [configuration] }, options, plays);
    const [record] = Array.isArray(alone) ? alone : [alone];
    judged.set(configuration.name, record ?? together);
  }
  return judged;
}

async function judge(scenario: Scenario, options: SuiteOptions, plays: Plays): Promise<CaseRecord[] | NotRun> {
  try {
    // Its rounds are played by one client, and so is this.
    const alone = { ...scenario, load: { ...scenario.load, clients: 1 } };
    const { record } = await plays.run([alone], { out: options.out, label: `checks-${scenario.name}` });
    if (record.status === 'interrupted') throw interrupted();
    return record.cases;
  } catch (error) {
    return notRun(error);
  }
}

/** Every configuration's rounds, or why there are none. All together first: that takes the least time. */
async function compareEach(
  scenario: Scenario,
  options: SuiteOptions,
  plays: Plays,
): Promise<Map<string, Rounds | NotRun>> {
  const { configurations } = scenario;
  if (configurations.length === 0) return new Map();
  const together = await compareWithControl(scenario, options, plays);
  if (together instanceof Map) return together;
  const compared = new Map<string, Rounds | NotRun>();
  for (const configuration of configurations) {
    const isAlone = configurations.length === 1;
    const one = isAlone
      ? together
      : await compareWithControl({ ...scenario, configurations: [configuration] }, options, plays);
    compared.set(configuration.name, one instanceof Map ? (one.get(configuration.name) ?? together) : one);
  }
  return compared;
}

async function compareWithControl(
  scenario: Scenario,
  options: SuiteOptions,
  plays: Plays,
): Promise<Map<string, Rounds> | NotRun> {
  const { configurations } = scenario;
  const control = controlOf(scenario);
  try {
    const asked = { ...scenario, configurations: [control, ...configurations] };
    const { record } = await plays.compare(asked, { ...options, reference: control.name, micro: false });
    if (record.status === 'interrupted') throw interrupted();
    const trusted = record.status !== 'untrusted';
    return new Map(
      configurations.map(({ name }) => [name, { trusted, rounds: pairRounds(record, name, control.name) }]),
    );
  } catch (error) {
    return notRun(error);
  }
}

/** Each round's windows of two configurations, as far as they may be compared. */
export function pairRounds({ rounds, load }: ComparisonRecord, subject: string, control: string): PairedRound[] {
  return rounds.flatMap((round) => {
    const [one, other] = [round[subject], round[control]];
    return one && other ? [{ subject: measuredOf(one, load.requests), control: measuredOf(other, load.requests) }] : [];
  });
}

function exactOf(judged: CaseRecord | NotRun, compared: Rounds | NotRun | undefined): Exact {
  if ('reason' in judged) return { checks: [runCheck('It could not be measured', judged)], counts: {} };
  const { connectionsOpened, connectionsPeak, connectionsActivePeak } = judged.metrics;
  const checks = judged.checks.map(({ name, status, summary }) => ({ name, status, summary }));
  return {
    checks: compared && 'reason' in compared ? [...checks, runCheck('It could not run in turns', compared)] : checks,
    counts: { connectionsOpened, connectionsPeak, connectionsActivePeak },
  };
}

function runCheck(what: string, { reason, status }: NotRun): Exact['checks'][number] {
  return { name: RUN_CHECK, status, summary: `${what}: ${reason}.` };
}
