import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import { BLOB_SCHEMA_NAME, type Blob, blobSchema } from './schema.ts';

const BLOB_FILE = /^shard-\d+-of-\d+-.*\.json\.gz$/;

export interface ReadBlob {
  file: string;
  blob: Blob;
}

/** The blobs in these files, and in these folders and all below; throws where one is none, or where there is none. */
export async function readBlobs(places: readonly string[]): Promise<ReadBlob[]> {
  const files: string[] = [];
  for (const place of places) files.push(...(await filesAt(place)));
  const read: ReadBlob[] = [];
  // One after the other: all of their texts at once would need the memory of a multiple.
  for (const file of files) read.push({ file, blob: await readBlob(file) });
  return read;
}

async function filesAt(place: string): Promise<string[]> {
  const found = await stat(place).catch((error) => {
    throw unusable(place, messageOf(error), error);
  });
  if (!found.isDirectory()) return [place];
  const names = (await readdir(place, { recursive: true })).filter((name) => BLOB_FILE.test(path.basename(name)));
  if (names.length === 0) throw unusable(place, 'the folder holds none');
  return names.sort().map((name) => path.join(place, name));
}

async function readBlob(file: string): Promise<Blob> {
  const document = await unpack(file);
  const { schema } = (document ?? {}) as { schema?: unknown };
  if (schema !== BLOB_SCHEMA_NAME) throw ofOtherSchema(file, schema);
  const parsed = blobSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  throw unusable(file, `\n${z.prettifyError(parsed.error)}`);
}

async function unpack(file: string): Promise<unknown> {
  const packed = await readFile(file);
  const text = await promisify(gunzip)(packed).catch((error: NodeJS.ErrnoException) => {
    const isHalf = error.code === 'Z_BUF_ERROR';
    throw unusable(file, isHalf ? 'it breaks off, so copy it again' : messageOf(error), error);
  });
  try {
    return JSON.parse(text.toString());
  } catch (error) {
    throw unusable(file, messageOf(error), error);
  }
}

function ofOtherSchema(file: string, schema: unknown): PoolproofError {
  const version = versionOf(schema);
  if (version === null || version < (versionOf(BLOB_SCHEMA_NAME) ?? 0)) {
    return unusable(file, `its schema is ${JSON.stringify(schema)}, and this version reads '${BLOB_SCHEMA_NAME}'`);
  }
  return new PoolproofError('NEWER_BLOB', `${file} was written by a newer poolproof, as '${schema}'.`, {
    exitCode: EXIT.input,
    hint: `This version reads '${BLOB_SCHEMA_NAME}': merge with the version that the shards ran.`,
  });
}

function versionOf(schema: unknown): number | null {
  const [, version] = /^poolproof\/blob@(\d+)$/.exec(String(schema)) ?? [];
  return version === undefined ? null : Number(version);
}

function unusable(file: string, why: string, cause?: unknown): PoolproofError {
  return new PoolproofError('NOT_A_BLOB', `${file} is no blob of a shard: ${why}`, {
    exitCode: EXIT.input,
    hint: 'A blob is what a run with --shard writes, and names when it ends.',
    cause,
  });
}
