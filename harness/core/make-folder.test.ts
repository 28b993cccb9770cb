import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { doInFolder, makeFolder, removeEmpty } from './make-folder.ts';

const home = mkdtempSync(path.join(tmpdir(), 'poolproof-folder-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a folder', () => {
  it('is made with those above it that are missing, and they are taken away again where they stayed empty', () => {
    const [outer, inner] = [path.join(home, 'a'), path.join(home, 'a', 'b')];
    expect(makeFolder(path.join(inner, 'c'))).toEqual([outer, inner, path.join(inner, 'c')]);
    expect(makeFolder(inner)).toEqual([]);
    removeEmpty([outer, inner, path.join(inner, 'c')]);
    expect([existsSync(outer), existsSync(home)]).toEqual([false, true]);
  });

  it('in which something lies stays, with those above it', () => {
    const made = makeFolder(path.join(home, 'kept', 'empty'));
    writeFileSync(path.join(home, 'kept', 'file'), '');
    removeEmpty(made);
    expect(existsSync(path.join(home, 'kept', 'file'))).toBe(true);
    expect(existsSync(path.join(home, 'kept', 'empty'))).toBe(false);
  });

  it('is made again where another process takes it away before something is put in it', () => {
    const [outer, inner] = [path.join(home, 'taken'), path.join(home, 'taken', 'away')];
    let attempts = 0;
    const put = () => {
      attempts += 1;
      if (attempts === 1) removeEmpty([outer, inner]);
      writeFileSync(path.join(inner, 'file'), '');
    };
    expect(doInFolder(inner, put)).toMatchObject({ made: [outer, inner, outer, inner] });
    expect([attempts, existsSync(path.join(inner, 'file'))]).toEqual([2, true]);
  });

  it('stays no longer than what failed in it, which is tried once where the folder is there', () => {
    let attempts = 0;
    const fail = () => {
      attempts += 1;
      throw new Error('no room');
    };
    expect(() => doInFolder(path.join(home, 'short'), fail)).toThrow('no room');
    expect([attempts, existsSync(path.join(home, 'short'))]).toEqual([1, false]);
  });

  it('below a file, or where the file system has no place for one, is refused', () => {
    writeFileSync(path.join(home, 'text'), '');
    expect(() => makeFolder(path.join(home, 'text'))).toThrow(/EEXIST/);
    expect(() => makeFolder(path.join(home, 'text', 'below'))).toThrow(/ENOTDIR/);
  });

  it.runIf(process.platform === 'linux').each(['/proc/nope', '/proc/nope/below/it'])('%s is refused', (folder) => {
    expect(() => makeFolder(folder)).toThrow(/ENOENT/);
  });
});
