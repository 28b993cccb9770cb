import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readRecord } from '../../record/read.ts';
import { recordText } from '../../record/write.ts';
import type { Desk } from './run-here.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'record', 'testing', 'run-1');

/** Files that the commands wrote when a run's schema was 'poolproof/run@1', untouched since then. */
export const SAVED = {
  passed: path.join(FOLDER, 'passed.json'),
  failed: path.join(FOLDER, 'failed.json'),
  comparison: path.join(FOLDER, 'comparison.json'),
  nights: path.join(FOLDER, 'night.ndjson'),
  measuredNights: path.join(FOLDER, 'measured-night.ndjson'),
};

/** The same record, read and written again by this version; its file. */
export async function asOfToday(file: string, { folder }: Desk): Promise<string> {
  const written = path.join(folder, `today-${path.basename(file)}`);
  await writeFile(written, recordText(await readRecord(file)));
  return written;
}
