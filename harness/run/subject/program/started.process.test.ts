import { expect, it } from 'vitest';
import { programConfiguration } from '../../../scenario/programs/normalize.ts';
import type { ProgramInput } from '../../../scenario/programs/schema.ts';
import { isProgram } from '../../../scenario/subjects.ts';
import { openWorkplace } from '../../workplace.ts';
import { freePort } from './environment.ts';
import { startProcess } from './start-process.ts';
import { startedWithin } from './started.ts';

/** Starts a program that has no target, and waits for it as long. */
async function start(input: ProgramInput, readyMs: number): Promise<void> {
  const { subject: spec } = programConfiguration('it', input, '/');
  if (!isProgram(spec)) throw new Error('this is no program');
  await using workplace = await openWorkplace();
  const env = { PATH: process.env.PATH ?? '' };
  const running = await startProcess({ run: spec.run, cwd: '/', env, takesLines: false }, workplace.guardian);
  try {
    await startedWithin(spec, { process: running, port: await freePort() }, {}, readyMs);
  } finally {
    process.kill(-running.pid, 'SIGKILL');
    await running.gone;
  }
}

const loading = 'echo still loading; sleep 0.3; echo it is up; exec sleep 600';

it('a program that takes its time is waited for', async () => {
  await start({ run: ['sh', '-c', loading], ready: { line: 'is up$' } }, 60_000);
});

it.each([
  [{ line: /is down/ }, /no line of its output matched \/is down\/; (its last words: |it printed nothing)/],
  [{ url: '/healthz' }, /http:\/\/127\.0\.0\.1:\d+\/healthz did not answer with a 2xx; /],
  [{ firstRequest: true as const }, /no request of it reached the target; /],
])('one that does not get ready in time is told what was waited for: %j', async (ready, sentence) => {
  const started = start({ run: ['sh', '-c', loading], ready }, 1_000);
  await expect(started).rejects.toMatchObject({ code: 'CLIENT_UNUSABLE', message: expect.stringMatching(sentence) });
  await expect(started).rejects.toThrow(/^The program sh was not ready within 1 s: /);
});
