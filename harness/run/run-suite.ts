import type { Ceiling } from '../record/evidence/case.ts';
import type { MeasuredCase } from '../record/schema.ts';
import type { Scenario } from '../scenario/types.ts';
import type { CasePlan } from './case-context.ts';
import { measureCeiling } from './ceiling.ts';
import { runClients } from './clients/run-clients.ts';
import type { Pulse } from './pulse.ts';
import { type CaseOptions, runCase } from './run-case.ts';
import { checkClients } from './subject/check-clients.ts';
import { openWorkplace } from './workplace.ts';

/** What a run tells while it goes on. */
export interface SuiteEvents {
  onScenario(scenario: Scenario): void;
  onPhase(scenario: Scenario, configuration: string, phase: string): void;
  /** How many connections the case has open now, as the kernel shows them. */
  onConnections?(open: number): void;
  /** What a program printed in the case that ends now, its head and its tail; other subjects print next to nothing. */
  onOutput?(scenario: Scenario, configuration: string, text: string): Promise<void>;
  /** What may be asked of the case that begins now, until the next one; absent: nobody watches. */
  onPulse?(pulse: Pulse): void;
  /** Each case as soon as it has been played; the next one waits until this has resolved. */
  onCase(measured: MeasuredCase): Promise<void>;
}

/** Plays a case, of which several cases of the record may come. */
export type PlayCase = (plan: CasePlan, options: CaseOptions) => Promise<MeasuredCase[]>;

interface SuiteOptions {
  ceiling?: boolean | undefined;
  /** The executable that subjects run on; absent: this one. */
  node?: string | undefined;
  play?: PlayCase | undefined;
}

async function playOnThisMachine(plan: CasePlan, options: CaseOptions): Promise<MeasuredCase[]> {
  return plan.scenario.load.clients === 1 ? [await runCase(plan, options)] : runClients(plan, options);
}

/**
 * Plays every configuration of every scenario, one after the other; `stop` ends it after the case that is being played.
 */
export async function runSuite(
  scenarios: readonly Scenario[],
  events: SuiteEvents,
  stop: AbortSignal,
  { ceiling: withCeiling = true, node, play = playOnThisMachine }: SuiteOptions = {},
): Promise<void> {
  await using workplace = await openWorkplace({ node });
  for (const scenario of scenarios) {
    if (stop.aborted) return;
    events.onScenario(scenario);
    // A client that cannot be made is reported before anybody has waited for anything.
    if (withCeiling) await checkClients(scenario, workplace);
    const ceiling: Ceiling | null = withCeiling ? await measureCeiling(scenario, workplace, stop) : null;
    for (const configuration of scenario.configurations) {
      if (stop.aborted) return;
      const onPhase = (phase: string) => events.onPhase(scenario, configuration.name, phase);
      const onOutput = (text: string) => events.onOutput?.(scenario, configuration.name, text);
      const { onConnections } = events;
      const onPulse = events.onPulse && { onPulse: events.onPulse };
      const plan = { scenario, configuration, ceiling };
      const options = { workplace, stop, onPhase, onOutput, onConnections, ...onPulse };
      for (const one of await play(plan, options)) await events.onCase(one);
    }
  }
}
