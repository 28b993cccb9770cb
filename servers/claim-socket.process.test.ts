import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimSocket } from './claim-socket.ts';

let directory = '';
let path = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'claim-socket-'));
  path = join(directory, 'daemon.sock');
});
afterEach(() => rm(directory, { recursive: true }));

test('a path where nothing is can be had', async () => {
  await expect(claimSocket(path)).resolves.toBeUndefined();
});

test('the socket of a server that died is removed', async () => {
  const script = `require('node:net').createServer().listen(process.argv[1], () => console.log('up'))`;
  const server = spawn(process.execPath, ['-e', script, path]);
  await once(server.stdout, 'data');
  server.kill('SIGKILL');
  await once(server, 'exit');
  expect((await stat(path)).isSocket()).toBe(true);
  await claimSocket(path);
  await expect(stat(path)).rejects.toThrow('ENOENT');
});

test('the socket of a live server is refused and stays', async () => {
  const server = createServer().listen(path);
  await once(server, 'listening');
  await expect(claimSocket(path)).rejects.toMatchObject({ code: 'SOCKET_IN_USE', exitCode: 64 });
  expect((await stat(path)).isSocket()).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

test('a file that is no socket is refused and stays', async () => {
  await writeFile(path, 'a diary');
  await expect(claimSocket(path)).rejects.toMatchObject({ code: 'SOCKET_PATH_TAKEN' });
  expect((await stat(path)).size).toBe(7);
});
