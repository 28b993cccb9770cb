import { judgeCase, judgeRun } from '../checks/judge.ts';
import { describeEnvironment } from '../record/environment.ts';
import { type CaseRecord, type RunRecord, SCHEMA_NAME } from '../record/schema.ts';
import { renderHtml } from '../report/html/render.ts';
import { runSuite } from '../run/run-suite.ts';
import type { Scenario } from '../scenario/types.ts';
import { listenForInterrupt } from './interrupt.ts';
import { showProgress } from './progress.ts';
import { openRunFolder } from './run-folder.ts';

export interface JudgedRunOptions {
  out: string;
  label: string;
  quiet: boolean;
  verbose: boolean;
  /** The executable that subjects run on; undefined: this one. */
  node?: string | undefined;
}

export interface JudgedRun {
  record: RunRecord;
  files: { record: string; page: string };
}

/** Runs the scenarios, judges each case as it ends, and keeps the record on disk true all the while. */
export async function judgedRun(scenarios: readonly Scenario[], options: JudgedRunOptions): Promise<JudgedRun> {
  const startedAt = new Date();
  const folder = await openRunFolder(options.out, options.label, startedAt);
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

  using interrupt = listenForInterrupt();
  {
    using progress = showProgress(scenarios, options);
    const events = {
      onScenario: progress.scenario,
      onPhase: progress.phase,
      onCase: async (measured: Parameters<typeof judgeCase>[0]) => {
        const judged = judgeCase(measured);
        cases.push(judged);
        progress.case(judged);
        if (options.verbose) printOutput(judged);
        // Whoever ends us now finds a record that says so.
        await folder.record(recordNow('interrupted'));
      },
    };
    await runSuite(scenarios, events, interrupt.stop, { node: options.node });
  }
  const record = recordNow(interrupt.stop.aborted ? 'interrupted' : judgeRun(cases));
  return { record, files: { record: await folder.record(record), page: await folder.page(renderHtml(record)) } };
}

function printOutput({ configuration, evidence }: CaseRecord): void {
  for (const line of evidence.subjectOutput) process.stderr.write(`  ${configuration} printed: ${line}\n`);
}
