import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { PROTOCOL } from '../core/ipc.ts';
import { verifyResiduals } from '../stats/leak-rule.ts';
import { collectedHeapBytes } from '../testing/collected-heap.ts';
import { type Child, startChild } from './child.ts';
import { startGuardian } from './guardian.ts';
import type { EchoHandlers } from './testing/echo-main.ts';

const ECHO = new URL('./testing/echo-main.ts', import.meta.url);
const OLD = new URL('./testing/old-main.mjs', import.meta.url);

async function withChild(entry: URL, use: (child: Child<EchoHandlers>) => Promise<void>): Promise<void> {
  await using guardian = startGuardian();
  await using child = startChild<EchoHandlers>(entry, { guardian });
  await use(child);
}

it('an unknown call is an error, and no answer', () =>
  withChild(ECHO, async ({ calls }) => {
    expect(await calls.echo('a word')).toBe('a word');
    await expect(calls.unheard('a word')).rejects.toThrow(`there is no call 'unheard' in protocol ${PROTOCOL}`);
  }));

it.each(['subject-main.ts', 'micro-main.ts', 'ceiling-main.ts', '../../servers/main.ts'])(
  '%s answers by the protocol, and what it does not know with an error',
  (file) =>
    withChild(new URL(file, import.meta.url), async ({ calls }) => {
      await expect(calls.unheard('a word')).rejects.toMatchObject({
        code: 'OTHER_PROTOCOL',
        message: `there is no call 'unheard' in protocol ${PROTOCOL}`,
      });
    }),
);

it('a child of another protocol is refused, and both versions are named', () =>
  withChild(OLD, async ({ calls }) => {
    await expect(calls.echo('a word')).rejects.toThrow(
      `speaks a protocol without a number, older than all others, and this process protocol ${PROTOCOL}`,
    );
  }));

it('calls to a child that has gone are refused, whether they were made before or after its end', () =>
  withChild(ECHO, async ({ calls, pid, gone }) => {
    await calls.echo('it lives');
    process.kill(pid, 'SIGSTOP');
    const before = calls.echo('never answered');
    before.catch(() => {});
    process.kill(pid, 'SIGKILL');
    await gone;
    await expect(before).rejects.toMatchObject({ code: 'CHILD_GONE', message: 'echo: ended by SIGKILL' });
    await expect(calls.echo('too late')).rejects.toMatchObject({ code: 'CHILD_GONE' });
  }));

it('what a child has compiled is kept for the next one, though the child is killed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-compiled-'));
  vi.stubEnv('NODE_COMPILE_CACHE', folder);
  try {
    await withChild(ECHO, async ({ calls }) => {
      await calls.echo('a word');
    });
    const kept = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(kept.some((entry) => entry.isFile())).toBe(true);
  } finally {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  }
});

it('calls leave nothing behind in the caller', () =>
  withChild(ECHO, async ({ calls }) => {
    const residuals: number[] = [];
    for (let cycle = 0; cycle < 12; cycle += 1) {
      for (let call = 0; call < 1_000; call += 1) await calls.echo('a word');
      residuals.push(collectedHeapBytes());
    }
    // A reaction for each call would be some 400 bytes of it.
    expect(verifyResiduals(residuals, { minSlope: 100_000 })).toMatchObject({ verdict: 'clean' });
  }));
