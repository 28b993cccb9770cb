import { judgeCase, judgeRun } from '../../checks/judge.ts';
import { describeEnvironment } from '../../record/environment.ts';
import { type CaseRecord, type MeasuredCase, type RunRecord, SCHEMA_NAME } from '../../record/schema.ts';
import { RUN_REPORTS } from '../../report/reports.ts';
import { runSuite } from '../../run/run-suite.ts';
import type { Scenario } from '../../scenario/types.ts';
import { openRunFolder } from '../run-folder.ts';
import { writeKept } from '../write-reports.ts';

export interface RunOptions {
  out: string;
  label: string;
  /** The executable that subjects run on; undefined: this one. */
  node?: string | undefined;
}

/** What a run tells while it goes on, and how it is stopped. */
export interface RunWatcher {
  /** Ends the run in order; what was measured until then is kept. */
  stop: AbortSignal;
  scenario(scenario: Scenario): void;
  phase(scenario: Scenario, configuration: string, phase: string): void;
  case(judged: CaseRecord): void;
  /** A line for people about something that went otherwise than asked. */
  say(text: string): void;
}

export interface PlayedRun {
  record: RunRecord;
  /** Where its files are, and which: by the name of the report. */
  folder: string;
  files: Record<string, string>;
}

/** Runs the scenarios, judges each case as it ends, and keeps the record on disk true all the while. */
export async function playRun(
  scenarios: readonly Scenario[],
  options: RunOptions,
  watcher: RunWatcher,
): Promise<PlayedRun> {
  const startedAt = new Date();
  const folder = await openRunFolder(options.out, options.label, { startedAt, say: watcher.say });
  const environment = describeEnvironment();
  const cases: CaseRecord[] = [];
  const recordNow = (status: RunRecord['status']): RunRecord => ({
    schema: SCHEMA_NAME,
    id: folder.id,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    status,
    environment,
    cases,
  });
  const events = {
    onScenario: watcher.scenario,
    onPhase: watcher.phase,
    onOutput: async ({ name }: Scenario, configuration: string, text: string) => {
      await folder.writeLog([name, configuration], text);
    },
    onCase: async (measured: MeasuredCase) => {
      const judged = judgeCase(measured);
      cases.push(judged);
      watcher.case(judged);
      // A run that is killed now leaves a record that says so.
      await folder.write(RUN_REPORTS.json, recordNow('interrupted'));
    },
  };
  await runSuite(scenarios, events, watcher.stop, { node: options.node });
  const record = recordNow(watcher.stop.aborted ? 'interrupted' : judgeRun(cases));
  const files = await writeKept(RUN_REPORTS, (report) => folder.write(report, record));
  return { record, folder: folder.path(), files };
}
