import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runDelayMs } from './run-delay.ts';

const procRoot = await mkdtemp(path.join(tmpdir(), 'poolproof-proc-'));

afterAll(() => rm(procRoot, { recursive: true }));

async function tell(pid: number, schedstat: string): Promise<void> {
  await mkdir(path.join(procRoot, String(pid)));
  await writeFile(path.join(procRoot, String(pid), 'schedstat'), schedstat);
}

it('is how long the kernel let the process wait for a core', async () => {
  await tell(7, '40258713 1250500000 91\n');
  expect(runDelayMs(7, procRoot)).toBe(1_250.5);
});

it('is none where the kernel does not tell', async () => {
  await tell(8, '');
  expect([runDelayMs(8, procRoot), runDelayMs(9, procRoot)]).toEqual([0, 0]);
});
