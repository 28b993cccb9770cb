import type { RunRecord } from '../../record/schema.ts';
import { RUN_REPORTS } from '../../report/reports.ts';
import type { Scenario } from '../../scenario/types.ts';
import { openRunFolder } from '../run-folder.ts';
import { writeKept } from '../write-reports.ts';
import { type Keeper, type MeasureOptions, measureRun, type RunWatcher } from './measure-run.ts';

export interface RunOptions extends Pick<MeasureOptions, 'node' | 'ceiling' | 'play'> {
  out: string;
  label: string;
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
  { out, label, ...options }: RunOptions,
  watcher: RunWatcher,
): Promise<PlayedRun> {
  const startedAt = new Date();
  const folder = await openRunFolder(out, label, { startedAt, say: watcher.say });
  let isKept = false;
  const keep: Keeper = {
    async record(soFar) {
      // A run that is killed now leaves a record that says so.
      await folder.write(RUN_REPORTS.json, soFar);
      isKept ||= soFar.cases.length > 0;
    },
    async output({ name }, configuration, text) {
      await folder.writeLog([name, configuration], text);
      isKept = true;
    },
  };
  const measured = measureRun(scenarios, { id: folder.id, startedAt, ...options }, watcher, keep);
  const record = await measured.catch(async (error) => {
    if (!isKept) await folder.discard();
    throw error;
  });
  const files = await writeKept(RUN_REPORTS, (report) => folder.write(report, record));
  return { record, folder: folder.path(), files };
}
