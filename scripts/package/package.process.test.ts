import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectionsTo } from './check.ts';
import { packInto } from './pack.ts';

const MOST_BYTES = 3 * 2 ** 20;

const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-packed-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what npm packs', () => {
  let packed = '';
  let files: string[] = [];
  beforeAll(async () => {
    packed = await packInto(folder);
    await promisify(execFile)('tar', ['--extract', '--gzip', '--file', packed, '--directory', folder]);
    const { stdout } = await promisify(execFile)('tar', ['--list', '--gzip', '--file', packed]);
    files = stdout.trim().split('\n');
  });

  it('is plain JavaScript with its types, and no source or test of ours', () => {
    const others = files.filter((file) => !/^package\/(dist\/[^/]+|package\.json|README\.md|LICENSE)$/.test(file));
    expect(others).toEqual([]);
    expect(files.filter((file) => /(?<!\.d)\.ts$|\.test\./.test(file))).toEqual([]);
  });

  it('is small', async () => {
    const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
  });

  it('is what publint and are-the-types-wrong ask of a package', async () => {
    expect(await objectionsTo(packed)).toEqual([]);
  });
});
