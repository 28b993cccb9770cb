import { judgeCase, judgeRun } from '../../checks/judge.ts';
import { describeEnvironment } from '../../record/environment.ts';
import { type CaseRecord, type MeasuredCase, type RunRecord, SCHEMA_NAME } from '../../record/schema.ts';
import type { Pulse } from '../../run/pulse.ts';
import { type PlayCase, runSuite } from '../../run/run-suite.ts';
import type { Scenario } from '../../scenario/types.ts';

export interface MeasureOptions {
  id: string;
  startedAt: Date;
  /** The executable that subjects run on; undefined: this one. */
  node?: string | undefined;
  /** Whether clients are made once, and the target's ceiling is measured, before the first case; absent: they are. */
  ceiling?: boolean | undefined;
  /** Plays a case otherwise than alone on this machine. */
  play?: PlayCase | undefined;
}

/** What a run tells while it goes on, and how it is stopped. */
export interface RunWatcher {
  /** Ends the run in order; what was measured until then is kept. */
  stop: AbortSignal;
  scenario(scenario: Scenario): void;
  phase(scenario: Scenario, configuration: string, phase: string): void;
  /** How many connections are open now; where there is no /proc, nobody tells. */
  connections?(open: number): void;
  case(judged: CaseRecord): void;
  /** What may be asked of the case that begins now; absent: nobody watches it second by second. */
  pulse?(pulse: Pulse): void;
  /** A line for people about something that went otherwise than asked. */
  say(text: string): void;
}

/** Keeps what there is; what is measured next waits for it. */
export interface Keeper {
  /** The record at first and after each case, as it would stand if the run were killed now. */
  record(soFar: RunRecord): Promise<void>;
  /** What a program printed in its case. */
  output(scenario: Scenario, configuration: string, text: string): Promise<void>;
}

/** Runs the scenarios and judges each case as it ends. It writes nothing: what is to be kept is handed to `keep`. */
export async function measureRun(
  scenarios: readonly Scenario[],
  { id, startedAt, ...options }: MeasureOptions,
  watcher: RunWatcher,
  keep?: Keeper,
): Promise<RunRecord> {
  const environment = describeEnvironment();
  const cases: CaseRecord[] = [];
  const recordNow = (status: RunRecord['status']): RunRecord => ({
    schema: SCHEMA_NAME,
    id,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    status,
    environment,
    cases,
  });
  const events = {
    onScenario: watcher.scenario,
    onPhase: watcher.phase,
    ...(watcher.connections && { onConnections: watcher.connections }),
    ...(watcher.pulse && { onPulse: watcher.pulse }),
    ...(keep && { onOutput: keep.output }),
    onCase: async (measured: MeasuredCase) => {
      const judged = judgeCase(measured);
      cases.push(judged);
      watcher.case(judged);
      await keep?.record(recordNow('interrupted'));
    },
  };
  await keep?.record(recordNow('interrupted'));
  await runSuite(scenarios, events, watcher.stop, options);
  return recordNow(watcher.stop.aborted ? 'interrupted' : judgeRun(cases));
}
