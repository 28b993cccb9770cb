import { describe, expect, it } from 'vitest';
import { HandClock } from '../../core/testing/hand-clock.ts';
import { eventually } from '../../core/testing/patience.ts';
import { startServer, startService } from '../../recorders/watch/testing/start-service.ts';
import { verifySelection } from './verify-selection.ts';
import { type EndedWatch, type WatchPlan, watchProcesses } from './watch-processes.ts';

/** A watch of a healthy service whose clock the test moves. */
function startWatch(pid: number, { target, forMs = null }: Pick<WatchPlan, 'target'> & Partial<WatchPlan>) {
  const [clock, controller] = [new HandClock(), new AbortController()];
  let ended: EndedWatch | undefined;
  const plan = { selection: { pids: [pid], names: [], groups: [] }, target, forMs };
  const watching = watchProcesses(plan, { clock, stop: controller.signal, onLook: () => {} });
  watching.then((result) => {
    ended = result;
  });
  return { clock, watching, ended: () => ended, stop: () => controller.abort() };
}

describe.runIf(process.platform === 'linux')('a watch ends', () => {
  it('when its time is over, with a look at that moment', async () => {
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    const watch = startWatch(service.pid, { target: server.target, forMs: 3_000 });
    watch.clock.advance(2_999);
    await service.request(5);
    expect(watch.ended()).toBeUndefined();
    watch.clock.advance(1);
    const { endedBy, watched } = await watch.watching;
    expect([endedBy, watched.durationMs, watched.series.held?.v.at(-1)]).toEqual(['time', 3_000, 5]);
  });

  it('when it is stopped, before it began as well as later', async () => {
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    const watch = startWatch(service.pid, { target: server.target });
    watch.clock.advance(700);
    watch.stop();
    expect(await watch.watching).toMatchObject({ endedBy: 'interrupt', watched: { durationMs: 700 } });
    const stopped = { clock: new HandClock(), stop: AbortSignal.abort(), onLook: () => {} };
    const plan = { selection: { pids: [service.pid], names: [], groups: [] }, target: server.target, forMs: null };
    expect((await watchProcesses(plan, stopped)).endedBy).toBe('interrupt');
  });

  it('when the process does, and says what it saw until then', async () => {
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    await service.request(5);
    const watch = startWatch(service.pid, { target: server.target });
    await service.end();
    const { endedBy, watched } = (await eventually(() => {
      watch.clock.advance(500);
      return watch.ended();
    }, Boolean)) as EndedWatch;
    expect(endedBy).toBe('gone');
    expect(watched.processes).toEqual([
      { pid: service.pid, name: 'node service.mjs', fromMs: 0, untilMs: watched.durationMs },
    ]);
    expect(watched.series.held?.v).toContain(5);
  });
});

/** /proc asks for the rights of who asks, which root can lay down for a moment. */
it.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  "a process of another user's is refused with the right that is missing",
  async () => {
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    const selection = { pids: [service.pid], names: [], groups: [] };
    const look = () => {
      process.seteuid?.(65_534);
      try {
        verifySelection(selection);
      } finally {
        process.seteuid?.(0);
      }
    };
    expect(look).toThrow(
      expect.objectContaining({
        exitCode: 64,
        message: `The descriptors of node service.mjs (pid ${service.pid}) belong to user 0, and user 65534 may not list them.`,
        hint: 'Run this as user 0, or as root, which has CAP_SYS_PTRACE.',
      }),
    );
    expect(() => verifySelection(selection)).not.toThrow();
  },
);
