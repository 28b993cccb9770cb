import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeRandom } from '../../harness/core/random.ts';
import { eventually } from '../../harness/core/testing/patience.ts';
import { THIS_NODE } from '../../harness/run/subject-node.ts';
import { drawRhythm, stopAndGo } from './stop-and-go.ts';

/** A process that runs a file of this name, and does nothing else. */
async function startIdle(script: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-stops-'));
  const file = path.join(folder, script);
  await writeFile(file, 'setInterval(() => {}, 1_000); console.log("up");');
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    /** 'T' while it is stopped (proc(5)). */
    isStopped: async () => /\) T /.test(await readFile(`/proc/${child.pid}/stat`, 'utf8')),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

it.runIf(process.platform === 'linux')(
  'stops the process of the client again and again, and lets it go on at the end',
  async () => {
    await using client = await startIdle(path.basename(THIS_NODE.entry.pathname));
    await using other = await startIdle('other-main.ts');
    const seen: boolean[] = [];
    const look = async () => {
      const isStopped = await client.isStopped();
      if (isStopped !== seen.at(-1)) seen.push(isStopped);
      expect(await other.isStopped()).toBe(false);
      return seen.length;
    };
    {
      await using _stops = stopAndGo({ who: 'client', stoppedMs: 100, goingMs: 100 });
      expect(await eventually(look, (changes) => changes >= 5)).toBeGreaterThanOrEqual(5);
    }
    expect(await eventually(client.isStopped, (isStopped) => !isStopped)).toBe(false);
  },
);

it('draws rhythms in which something can come to an end', () => {
  const random = makeRandom(1);
  const rhythms = Array.from({ length: 1_000 }, () => drawRhythm(random));
  for (const { stoppedMs, goingMs } of rhythms) expect(goingMs).toBeGreaterThanOrEqual(stoppedMs / 8);
  expect(new Set(rhythms.map(({ who }) => who))).toEqual(new Set(['client', 'server', 'in turn', 'both']));
});
