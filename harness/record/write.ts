import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { makeFolder } from '../core/make-folder.ts';
import type { ComparisonRecord } from './comparison.ts';
import type { RunRecord } from './schema.ts';
import type { Trend } from './trend.ts';
import type { WatchRecord } from './watch.ts';

/**
 * Writes a file whole: whatever happens, the old one stands or the new one does. `option` is the one that names another
 * place, as '--out DIR'; without it there is none.
 */
export async function writeWhole(file: string, text: string | Buffer, option?: string): Promise<void> {
  try {
    makeFolder(path.dirname(file));
    // By itself it writes once: of a disk that is nearly full it would take a part for the whole.
    await writeFileAtomic(file, '', { tmpfileCreated: (unfinished) => writeFile(unfinished, text) });
  } catch (error) {
    throw new PoolproofError('CANNOT_WRITE', `${file} could not be written: ${messageOf(error)}`, {
      exitCode: EXIT.usage,
      hint: `Make room or rights there${option === undefined ? '' : `, or name another place with ${option}`}.`,
      cause: error,
    });
  }
}

export function recordText(record: RunRecord | ComparisonRecord | WatchRecord | Trend): string {
  return `${JSON.stringify(record)}\n`;
}
