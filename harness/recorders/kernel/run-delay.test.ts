import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runDelayOf } from './run-delay.ts';

const procRoot = await mkdtemp(path.join(tmpdir(), 'poolproof-proc-'));

afterAll(() => rm(procRoot, { recursive: true }));

async function tell(pid: number, schedstat: string): Promise<void> {
  await mkdir(path.join(procRoot, String(pid)));
  await writeFile(path.join(procRoot, String(pid), 'schedstat'), schedstat);
}

it('is how long the kernel let the process wait for a core', async () => {
  await tell(7, '40258713 1250500000 91\n');
  expect(runDelayOf(7, procRoot).totalMs()).toBe(1_250.5);
});

it('is none where the kernel does not tell', async () => {
  await tell(8, '');
  expect([8, 9].map((pid) => runDelayOf(pid, procRoot).totalMs())).toEqual([0, 0]);
});
