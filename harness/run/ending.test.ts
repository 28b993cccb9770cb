import { describe, expect, it } from 'vitest';
import { holdTimers } from '../core/testing/held-timers.ts';
import { eventually } from '../core/testing/patience.ts';
import type { Ending } from '../record/evidence/case.ts';
import { type CaseContext, nothingSeen } from './case-context.ts';
import { ChildSilent, type Gone } from './child.ts';
import { exit } from './ending.ts';

const IN_ORDER: Gone = { exitCode: 0, signal: null };

/** A subject that is still there after the deadline, and that does so when it is asked what keeps it. */
function slowToEnd(keptAlive: (end: (gone: Gone) => void) => Record<string, number>): CaseContext {
  const { promise: gone, resolve } = Promise.withResolvers<Gone>();
  const target = { cut: async () => null };
  const subject = { gone, stop: async () => {}, keptAlive: async () => keptAlive(resolve), exit: true, lacks: {} };
  return { subject, target, originMs: 0, seen: nothingSeen(), onPhase: () => {} } as unknown as CaseContext;
}

/** What became of it, once its deadline has passed: 2 s, and 8 s more where nothing keeps it. */
async function endingOf(context: CaseContext): Promise<Ending> {
  const timers = holdTimers();
  const ending = exit(context);
  await eventually(timers.waiting, (waiting) => waiting === 1);
  timers.advance(2_000);
  return ending;
}

describe('a process that is still there after the deadline', () => {
  it('has ended in order where it was gone before it could say what keeps it', async () => {
    const context = slowToEnd((end) => {
      end(IN_ORDER);
      throw new ChildSilent('CHILD_GONE', 'keptAlive: the process is gone');
    });
    expect(await endingOf(context)).toMatchObject({ outcome: 'exited', exitCode: 0 });
  });

  it('is given time to end where nothing keeps it', async () => {
    const context = slowToEnd((end) => {
      setImmediate(end, IN_ORDER);
      return {};
    });
    expect(await endingOf(context)).toMatchObject({ outcome: 'exited', exitCode: 0 });
  });

  it('is given time to end where a timer alone keeps it, which may be the last one', async () => {
    const context = slowToEnd((end) => {
      setImmediate(end, IN_ORDER);
      return { Timeout: 1 };
    });
    expect(await endingOf(context)).toMatchObject({ outcome: 'exited', exitCode: 0 });
  });

  it('has stayed where something else keeps it, or a timer for longer', async () => {
    const keptAliveBy = { Timeout: 1, TCPServerWrap: 1 };
    expect(await endingOf(slowToEnd(() => keptAliveBy))).toMatchObject({ outcome: 'stayed', keptAliveBy });
    const timers = holdTimers();
    const ending = exit(slowToEnd(() => ({ Timeout: 1 })));
    for (const ms of [2_000, 8_000]) {
      await eventually(timers.waiting, (waiting) => waiting === 1);
      timers.advance(ms);
    }
    expect(await ending).toMatchObject({ outcome: 'stayed', keptAliveBy: { Timeout: 1 } });
  });

  it('is blocked where it does not answer', async () => {
    const context = slowToEnd(() => {
      throw new ChildSilent('NO_ANSWER', 'keptAlive: no answer');
    });
    expect(await endingOf(context)).toMatchObject({ outcome: 'unresponsive' });
  });
});
