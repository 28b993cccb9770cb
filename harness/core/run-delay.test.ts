import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ownRunDelay, runDelayOf } from './run-delay.ts';

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

describe('what this process waited for a core', () => {
  it('is read from a file that stays open, and at most once a millisecond', async () => {
    await tell(11, '1 2000000 3\n');
    const file = path.join(procRoot, '11', 'schedstat');
    let nowMs = 0;
    const own = ownRunDelay(() => nowMs, file);
    expect(own.totalMs()).toBe(2);
    await writeFile(file, '1 5500000 4\n');
    nowMs = 0.9;
    expect(own.totalMs()).toBe(2);
    nowMs = 1;
    expect(own.totalMs()).toBe(5.5);
  });

  it('is none where there is no such file, and grows where there is one', () => {
    expect(ownRunDelay(() => 0, path.join(procRoot, 'nobody')).totalMs()).toBe(0);
    expect(ownRunDelay(() => 0).totalMs()).toBeGreaterThanOrEqual(0);
  });
});
