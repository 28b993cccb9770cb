import { hostname } from 'node:os';
import path from 'node:path';
import { BLOB_SCHEMA_NAME, type Blob } from '../../record/blob/schema.ts';
import { makeBlobFolder, writeBlob } from '../../record/blob/write.ts';
import type { Environment } from '../../record/schema.ts';
import type { Scenario } from '../../scenario/types.ts';
import { fingerprintsOf } from './fingerprints.ts';

/** Where the blobs of a run go below the folder for results; made, so that it is known beforehand that they can. */
export async function openBlobFolder(out: string, runId: string): Promise<string> {
  const folder = path.join(out, 'blobs', runId);
  await makeBlobFolder(folder);
  return folder;
}

/** What a blob says of its shard, whatever was played. `all` are the scenarios of the whole run. */
export async function blobHead(
  all: readonly Scenario[],
  { index, total, runId, attempt }: Pick<Blob, 'index' | 'total' | 'runId' | 'attempt'>,
  { startedAt, finishedAt, environment }: { startedAt: string; finishedAt: string; environment: Environment },
) {
  return {
    schema: BLOB_SCHEMA_NAME,
    ...{ runId, total, index, attempt },
    host: hostname(),
    ...{ startedAt, finishedAt },
    fingerprints: await fingerprintsOf(all, environment),
    environment,
  } as const;
}

/** Writes it, and says where it is. */
export async function keepBlob(folder: string, blob: Blob, say: (text: string) => void): Promise<string> {
  const { file, attempt } = await writeBlob(folder, blob);
  if (attempt !== blob.attempt) {
    say(`Attempt ${blob.attempt} at shard ${blob.index} was there already: this is attempt ${attempt}.`);
  }
  return file;
}
