import { open } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../core/errors.ts';
import type { Skipped } from '../../record/audit.ts';
import type { FoundFile } from './find-files.ts';
import type { SourceFile } from './source.ts';

/** What is larger was written by a machine, and its tree would need more memory than all others together. */
export const MOST_BYTES = 512 * 1024;
const AT_ONCE = 16;

interface Sources {
  files: SourceFile[];
  skipped: Skipped[];
}

/**
 * The texts in which `words` matches, and those that were named; a file that cannot be read is named with the reason.
 */
export async function readSources(found: readonly FoundFile[], words: RegExp): Promise<Sources> {
  const read: (SourceFile | Skipped | null)[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < found.length; index = next++) {
      read[index] = await readSource(found[index] as FoundFile, words);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return {
    files: read.filter((one): one is SourceFile => one !== null && 'text' in one),
    skipped: read.filter((one): one is Skipped => one !== null && 'reason' in one),
  };
}

async function readSource({ file, isNamed, isTest }: FoundFile, words: RegExp): Promise<SourceFile | Skipped | null> {
  const name = displayName(file);
  try {
    const bytes = await bytesOf(file);
    if (bytes === null) return { file: name, reason: `it is larger than ${MOST_BYTES / 1024} KiB` };
    // Latin 1 costs nothing to decode, and the words are ASCII.
    if (!isNamed && !words.test(bytes.toString('latin1'))) return null;
    if (bytes.includes(0)) return { file: name, reason: 'it is binary' };
    return { path: file, name, isTest, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const isText = (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    return { file: name, reason: isText ? 'it is not UTF-8' : messageOf(error) };
  }
}

async function bytesOf(file: string): Promise<Buffer | null> {
  await using handle = await open(file);
  const { size } = await handle.stat();
  return size > MOST_BYTES ? null : await handle.readFile();
}

/** Relative to the working directory where it lies below it. */
export function displayName(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}
