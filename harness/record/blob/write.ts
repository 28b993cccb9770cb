import { link, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import { writeWhole } from '../write.ts';
import type { Blob } from './schema.ts';

/** More attempts than anybody makes at one shard. */
const MOST_ATTEMPTS = 1_000;

/**
 * Writes the blob of a shard into `folder`, whole or not at all, and says where. It takes the place of no other one:
 * where its attempt is there already, it becomes the next attempt.
 */
export async function writeBlob(folder: string, blob: Blob): Promise<{ file: string; attempt: number }> {
  const unnamed = path.join(folder, `.${process.pid}-${blob.index}.part`);
  for (let { attempt } = blob; attempt < blob.attempt + MOST_ATTEMPTS; attempt += 1) {
    const file = path.join(folder, `shard-${blob.index}-of-${blob.total}-attempt-${attempt}.json.gz`);
    await writeWhole(unnamed, await pack({ ...blob, attempt }));
    try {
      // Unlike a renaming it fails where the name is taken.
      await link(unnamed, file);
      return { file, attempt };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(file, error);
    } finally {
      await rm(unnamed, { force: true });
    }
  }
  throw cannotWrite(folder, new Error(`there are ${MOST_ATTEMPTS} attempts at shard ${blob.index} already`));
}

/** Says beforehand that blobs can be kept there: an hour later it would be a pity. */
export async function makeBlobFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/** Its own checksum and length stand at the end of it: half of one is known as such. */
function pack(blob: Blob): Promise<Buffer> {
  return promisify(gzip)(JSON.stringify(blob)) as Promise<Buffer>;
}

function cannotWrite(file: string, cause: unknown): PoolproofError {
  return new PoolproofError('CANNOT_WRITE', `${file} could not be written: ${messageOf(cause)}`, {
    exitCode: EXIT.usage,
    hint: 'Make room or rights there, or name another folder with --out DIR.',
    cause,
  });
}
