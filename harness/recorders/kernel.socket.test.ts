import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { connectTo, startMock } from '../../servers/testing.ts';
import { type Clock, REAL_CLOCK } from '../core/clock.ts';
import { lookUntil } from '../core/wait.ts';
import { START_INTERVAL_MS } from './budget.ts';
import { makeProcFolder } from './kernel/testing/proc-folder.ts';
import { type KernelRecorder, recordKernel } from './kernel.ts';

/** Waits for no budget: on a machine with many sockets a sample is paid for after half a minute. */
const HASTY: Clock = { ...REAL_CLOCK, after: (_, work) => REAL_CLOCK.after(10, work) };

const lastOf = (recorder: KernelRecorder, series: string) =>
  lookUntil(
    () => recorder.series(0)[series]?.v.at(-1),
    (last) => last === 4,
    { deadlineMs: 20_000 },
  );

describe.runIf(process.platform === 'linux')('the kernel’s recorder', () => {
  it.each(['tcp', 'unix'] as const)(
    'draws the connections of a server on %s, and says what that cost',
    async (socket) => {
      await using mock = await startMock('http', { socket });
      using recorder = recordKernel({ ...mock, pid: process.pid, clock: HASTY });
      const sockets = Array.from({ length: 4 }, () => connectTo(mock));
      expect(await lastOf(recorder, 'connections.kernel')).toBe(4);
      expect(recorder.sampling()).toMatchObject({ startIntervalMs: START_INTERVAL_MS, costMs: expect.any(Number) });
      for (const one of sockets) one.destroy();
    },
  );

  it('charges the looks at phase borders with the samples', async () => {
    await using mock = await startMock('http');
    using recorder = recordKernel({ ...mock, pid: process.pid });
    const costMs = () => recorder.sampling()?.costMs ?? 0;
    const before = { looks: recorder.sampling()?.looks, costMs: costMs() };
    // One look may cost less than the clock of CPU time shows.
    await lookUntil(
      () => {
        recorder.look();
        return costMs();
      },
      (now) => now > before.costMs,
      { deadlineMs: 20_000 },
    );
    expect(before.looks).toBe(0);
    expect(recorder.sampling()).toMatchObject({ looks: expect.any(Number), elapsedMs: expect.any(Number) });
    expect(recorder.sampling()?.looks).toBeGreaterThan(0);
    expect(costMs()).toBeGreaterThan(before.costMs);
  });

  it('draws other states only where they came up', async () => {
    await using mock = await startMock('http');
    using recorder = recordKernel({ ...mock, pid: process.pid, clock: HASTY });
    expect(Object.keys(recorder.series(0))).toEqual(['connections.kernel']);
    const port = Number(new URL(mock.origin).port);
    const sockets = Array.from({ length: 4 }, () => net.connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
    await lastOf(recorder, 'connections.kernel');
    mock.server.closeAllConnections();
    expect(await lastOf(recorder, 'closeWait.kernel')).toBe(4);
    for (const one of sockets) one.destroy();
  });
});

it('says nothing at all where the kernel does not show its sockets', async () => {
  await using proc = await makeProcFolder();
  using recorder = recordKernel({
    origin: 'http://127.0.0.1:1',
    socketPath: null,
    pid: process.pid,
    procRoot: proc.root,
  });
  expect([recorder.look(), recorder.sampling(), recorder.series(0)]).toEqual([null, null, {}]);
});
