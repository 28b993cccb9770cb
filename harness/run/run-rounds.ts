import type { Ceiling } from '../record/evidence/case.ts';
import type { MeasuredCase } from '../record/schema.ts';
import type { Configuration, Scenario } from '../scenario/types.ts';
import { measureCeiling } from './ceiling.ts';
import { runWindow } from './run-case.ts';
import { checkClients } from './subject/check-clients.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

/** One window of each configuration, by its name. */
export type PlayedRound = Record<string, MeasuredCase>;

/** What is played once the trial round has told how fast everybody is. */
export interface RoundsDesign {
  scenario: Scenario;
  /** The configurations of each round by name, in the order in which they are played. */
  order: readonly (readonly string[])[];
  /** How long a program that nobody calls is fed, or goes on with its own work. */
  uncalledMs: number;
}

export interface RoundEvents {
  /** A round that is measured only to size the others; null where the ceiling could not be measured. */
  onTrial(trial: PlayedRound, ceiling: Ceiling | null): RoundsDesign;
  onWindow(configuration: string): void;
  /** Each round as soon as it is complete; the next one waits until this has resolved. */
  onRound(round: PlayedRound): Promise<void>;
}

interface Stagehands {
  workplace: Workplace;
  stop: AbortSignal;
  onWindow: (configuration: string) => void;
  warmupRequests: number;
  uncalledMs?: number;
}

/**
 * Plays configurations in turns. Every window has a client process and a server of its own: a server that the windows
 * of a round shared would hand one configuration's sockets, heap and compiled code on to the next. `stop` ends it at
 * once; a round that is not complete then is nobody's.
 */
export async function runRounds(
  scenario: Scenario,
  events: RoundEvents,
  stop: AbortSignal,
  { warmupRequests }: { warmupRequests: number },
): Promise<void> {
  await using workplace = await openWorkplace();
  const hands = { workplace, stop, onWindow: events.onWindow, warmupRequests };
  await checkClients(scenario, workplace);
  const ceiling = await measureCeiling(scenario, workplace, stop);
  const trial = await playRound(scenario, scenario.configurations, hands);
  if (!trial) return;
  const design = events.onTrial(trial, ceiling);
  for (const names of design.order) {
    const configurations = names.map(byName(design.scenario));
    const round = await playRound(design.scenario, configurations, { ...hands, uncalledMs: design.uncalledMs });
    if (!round) return;
    await events.onRound(round);
  }
}

async function playRound(
  scenario: Scenario,
  configurations: readonly Configuration[],
  { workplace, stop, onWindow, ...bounds }: Stagehands,
): Promise<PlayedRound | null> {
  const round: PlayedRound = {};
  for (const configuration of configurations) {
    if (stop.aborted) return null;
    onWindow(configuration.name);
    const plan = { scenario, configuration, ceiling: null, ...bounds };
    round[configuration.name] = await runWindow(plan, { workplace, stop, onPhase: () => {} });
  }
  return stop.aborted ? null : round;
}

function byName({ configurations }: Scenario): (name: string) => Configuration {
  return (name) => {
    const found = configurations.find((configuration) => configuration.name === name);
    if (!found) throw new Error(`the order of the rounds names '${name}', which is not compared`);
    return found;
  };
}
