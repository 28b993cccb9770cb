import type { ComparisonRecord } from '../../record/comparison.ts';
import { COMPARISON_REPORTS } from '../../report/reports.ts';
import { runRounds } from '../../run/run-rounds.ts';
import type { Scenario } from '../../scenario/types.ts';
import { openRunFolder } from '../run-folder.ts';
import { writeKept } from '../write-reports.ts';
import { type ComparisonWatcher, type MeasureOptions, measureComparison } from './measure-comparison.ts';

export interface ComparisonOptions extends Omit<MeasureOptions, 'id' | 'startedAt'> {
  out: string;
}

export interface PlayedComparison {
  record: ComparisonRecord;
  /** Where its files are, and which: by the name of the report. */
  folder: string;
  files: Record<string, string>;
}

/**
 * Compares the scenario's configurations in turns, judges them, and keeps the record on disk true all the while.
 * `playRounds` plays the rounds: tests hand in recorded ones.
 */
export async function playComparison(
  asked: Scenario,
  { out, ...options }: ComparisonOptions,
  watcher: ComparisonWatcher,
  playRounds = runRounds,
): Promise<PlayedComparison> {
  const startedAt = new Date();
  const folder = await openRunFolder(out, `compare-${asked.name}`, { startedAt, say: watcher.say });
  let isKept = false;
  const keep = async (soFar: ComparisonRecord) => {
    // A comparison that is killed now leaves a record that says so.
    await folder.write(COMPARISON_REPORTS.json, soFar);
    isKept ||= soFar.rounds.length > 0;
  };
  const measured = measureComparison(asked, { ...options, id: folder.id, startedAt }, watcher, { playRounds, keep });
  const record = await measured.catch(async (error) => {
    if (!isKept) await folder.discard();
    throw error;
  });
  const files = await writeKept(COMPARISON_REPORTS, (report) => folder.write(report, record));
  return { record, folder: folder.path(), files };
}
