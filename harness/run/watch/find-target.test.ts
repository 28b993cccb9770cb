import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTarget, placesOf } from './find-target.ts';

describe('the address of a watch', () => {
  it.each([
    ['127.0.0.1:3100', ['127.0.0.1:3100']],
    ['[::1]:80', ['[::1]:80']],
    ['[fe80::1%eth0]:80', ['[fe80::1]:80']],
    ['http://10.0.0.7:3100/', ['10.0.0.7:3100']],
    ['https://10.0.0.7', ['10.0.0.7:443']],
    ['tcp://10.0.0.7:2375', ['10.0.0.7:2375']],
    ['http://10.0.0.7:3100/loki/api', ['10.0.0.7:3100']],
    ['0.0.0.0:80', ['127.0.0.1:80']],
    ['[::]:80', ['[::1]:80']],
    ['/run/nowhere.sock', ['/run/nowhere.sock']],
    ['unix:///run/nowhere.sock', ['/run/nowhere.sock']],
    ['unix:/run/nowhere.sock', ['/run/nowhere.sock']],
    ['@abstract', ['@abstract']],
  ])('%s is %j', async (to, places) => {
    expect(placesOf(await findTarget(to))).toEqual(places);
  });

  it.each([
    ['3100', /^'3100' is neither HOST:PORT nor the path of a Unix socket\.$/],
    ['127.0.0.1', /neither/],
    ['127.0.0.1:', /neither/],
    ['::1:80', /neither/],
    ['tcp://10.0.0.7', /neither/],
    ['127.0.0.1:0', /has no port from 1 to 65535/],
    ['127.0.0.1:99999', /has no port from 1 to 65535/],
    ['/dev/null', /^'\/dev\/null' is no socket\.$/],
  ])('%s is refused in one sentence', async (to, message) => {
    await expect(findTarget(to)).rejects.toMatchObject({ exitCode: 64, message: expect.stringMatching(message) });
  });

  it('is every path that may be the one that the server has bound', async () => {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'pp-t-')));
    try {
      await symlink('/nowhere', path.join(folder, 'dangling'));
      await writeFile(path.join(folder, 'file'), '');
      const relative = path.relative('', path.join(folder, 'dangling'));
      expect(placesOf(await findTarget(`unix:${relative}`))).toEqual([relative, path.join(folder, 'dangling')]);
      await expect(findTarget(path.join(folder, 'file'))).rejects.toThrow('is no socket');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
