import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { makeBlob } from '../testing/make-blob.ts';
import { readBlobs } from './read.ts';
import { writeBlob } from './write.ts';

async function openFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-blobs-'));
  const file = async (name: string, bytes: string | Buffer) => {
    await writeFile(path.join(folder, name), bytes);
    return path.join(folder, name);
  };
  return { folder, file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

it('a blob comes back from its file as it was written, found by its folder or one above', async () => {
  await using desk = await openFolder();
  const below = path.join(desk.folder, 'artifact-1');
  await mkdir(below);
  const { file } = await writeBlob(below, makeBlob());
  expect(await readBlobs([desk.folder])).toEqual([{ file, blob: makeBlob() }]);
  expect(await readdir(below)).toEqual([path.basename(file)]);
});

it('takes the place of no other: the same attempt again is the next one', async () => {
  await using desk = await openFolder();
  const first = await writeBlob(desk.folder, makeBlob());
  const again = await writeBlob(desk.folder, makeBlob({ host: 'elsewhere' }));
  expect([first.attempt, again.attempt]).toEqual([1, 2]);
  expect((await readBlobs([desk.folder])).map(({ blob }) => [blob.attempt, blob.host])).toEqual([
    [1, 'machine-1'],
    [2, 'elsewhere'],
  ]);
});

it('half a blob is known as such, wherever it breaks off', async () => {
  await using desk = await openFolder();
  const { file } = await writeBlob(desk.folder, makeBlob());
  const bytes = await readFile(file);
  for (const length of [bytes.length - 1, bytes.length - 9, Math.floor(bytes.length / 2), 20]) {
    await writeFile(file, bytes.subarray(0, length));
    await expect(readBlobs([file])).rejects.toThrow(`${file} is no blob of a shard: it breaks off, so copy it again`);
  }
});

it.each<[string, unknown, string]>([
  ['of a newer version', { schema: 'poolproof/blob@2' }, "was written by a newer poolproof, as 'poolproof/blob@2'."],
  ['of something else', { schema: 'poolproof/run@2' }, `its schema is "poolproof/run@2", and this version reads`],
  ['without its plan', { ...makeBlob(), plan: undefined }, 'is no blob of a shard'],
])('a file %s is refused', async (_, document, message) => {
  await using desk = await openFolder();
  const file = await desk.file('shard-1-of-2-attempt-1.json.gz', gzipSync(JSON.stringify(document)));
  await expect(readBlobs([file])).rejects.toThrow(expect.objectContaining({ exitCode: 65 }));
  await expect(readBlobs([file])).rejects.toThrow(message);
});

it('what is no blob at all, a folder without any and a file that is not there are refused by name', async () => {
  await using desk = await openFolder();
  const file = await desk.file('record.json', '{}');
  await expect(readBlobs([file])).rejects.toThrow(`${file} is no blob of a shard: incorrect header check`);
  await expect(readBlobs([desk.folder])).rejects.toThrow(`${desk.folder} is no blob of a shard: the folder holds none`);
  await expect(readBlobs(['./nowhere'])).rejects.toThrow('./nowhere is no blob of a shard: ENOENT');
});
