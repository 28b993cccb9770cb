import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import type { ComparisonRecord } from './comparison.ts';
import type { RunRecord } from './schema.ts';
import type { Trend } from './trend.ts';
import type { WatchRecord } from './watch.ts';

/** Writes a file whole: whatever happens, the old one stands or the new one does. */
export async function writeWhole(file: string, text: string | Buffer): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFileAtomic(file, text);
  } catch (error) {
    throw new PoolproofError('CANNOT_WRITE', `${file} could not be written: ${messageOf(error)}`, {
      exitCode: EXIT.fault,
      hint: 'Make room or rights there, or name another folder with --out DIR.',
      cause: error,
    });
  }
}

export function recordText(record: RunRecord | ComparisonRecord | WatchRecord | Trend): string {
  return `${JSON.stringify(record)}\n`;
}
