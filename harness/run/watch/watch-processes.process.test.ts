import { describe, expect, it } from 'vitest';
import { HandClock } from '../../core/testing/hand-clock.ts';
import { eventually } from '../../core/testing/patience.ts';
import { INTO_LOAD_MS } from '../../recorders/budget.ts';
import { startServer, startService } from '../../recorders/watch/testing/start-service.ts';
import { verifySelection } from './verify-selection.ts';
import { type EndedWatch, type Watched, type WatchPlan, watchProcesses } from './watch-processes.ts';

/** A watch of a healthy service whose clock the test moves. */
function startWatch(
  pid: number,
  { target, gauges = [], forMs = null }: Pick<WatchPlan, 'target'> & Partial<WatchPlan>,
) {
  const [clock, controller] = [new HandClock(), new AbortController()];
  let ended: EndedWatch | undefined;
  let seen: (() => Watched) | undefined;
  const plan = { selection: { pids: [pid], names: [], groups: [] }, target, gauges, forMs };
  const onLook = (watched: () => Watched) => {
    seen = watched;
  };
  const watching = watchProcesses(plan, { clock, stop: controller.signal, onLook });
  watching.then((result) => {
    ended = result;
  });
  return { clock, watching, ended: () => ended, seen: () => seen?.() as Watched, stop: () => controller.abort() };
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
    const plan = {
      selection: { pids: [service.pid], names: [], groups: [] },
      target: server.target,
      gauges: [],
      forMs: null,
    };
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

describe.runIf(process.platform === 'linux')('gauges of a process that is watched', () => {
  it('are asked while it goes on, beside what the kernel shows, and are none of its connections', async () => {
    let things = 3;
    await using teller = await startServer('127.0.0.1', () => String(things));
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    await service.request(5);
    const gauges = [
      { name: 'things', url: `${teller.to}/`, metric: null },
      { name: 'mute', url: 'http://127.0.0.1:1/', metric: null },
    ];
    const watch = startWatch(service.pid, { target: server.target, gauges });
    const told = (value: number, times: number) =>
      eventually(watch.seen, ({ gauges: [one, other], series }) => {
        return series['gauge.things']?.v.at(-1) === value && one?.asked === times && other?.asked === times;
      });
    watch.clock.advance(INTO_LOAD_MS);
    await told(3, 1);
    things = 12;
    watch.clock.advance(500);
    await told(12, 2);
    watch.stop();
    const { watched } = await watch.watching;
    expect(watched.gauges).toMatchObject([{ name: 'things', silent: null, peak: 12 }, { answered: 0 }]);
    expect(watched.series['gauge.mute']).toBeUndefined();
    expect(watched.notMeasured).toContain("the gauge 'mute': http://127.0.0.1:1/: ECONNREFUSED");
    expect([watched.series.held?.v.at(-1), watched.series.unowned?.v.at(-1)]).toEqual([5, 0]);
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
