import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { connectTo, startMock } from '../../servers/testing.ts';
import { HandClock } from '../core/testing/hand-clock.ts';
import { eventually } from '../core/testing/patience.ts';
import { START_INTERVAL_MS } from './budget.ts';
import { makeProcFolder } from './kernel/testing/proc-folder.ts';
import { type KernelRecorder, recordKernel } from './kernel.ts';

const lastOf = (recorder: KernelRecorder, clock: HandClock, series: string) =>
  eventually(
    () => {
      // On a machine with many sockets that is half a minute.
      clock.advance(recorder.sampling()?.intervalMs ?? 0);
      return recorder.series(0)[series]?.v.at(-1);
    },
    (last) => last === 4,
  );

describe.runIf(process.platform === 'linux')('the kernel’s recorder', () => {
  it.each(['tcp', 'unix'] as const)(
    'draws the connections of a server on %s, and says what that cost',
    async (socket) => {
      await using mock = await startMock('http', { socket });
      const clock = new HandClock();
      const told: number[] = [];
      using recorder = recordKernel({ ...mock, pid: process.pid, clock, onOpen: (open) => told.push(open) });
      const sockets = Array.from({ length: 4 }, () => connectTo(mock));
      expect(await lastOf(recorder, clock, 'connections.kernel')).toBe(4);
      expect(told.at(-1)).toBe(4);
      expect(recorder.sampling()).toMatchObject({ startIntervalMs: START_INTERVAL_MS, costMs: expect.any(Number) });
      for (const one of sockets) one.destroy();
    },
  );

  it('charges the looks at the end of phases with the samples', async () => {
    await using mock = await startMock('http');
    using recorder = recordKernel({ ...mock, pid: process.pid, clock: new HandClock() });
    const costMs = () => recorder.sampling()?.costMs ?? 0;
    const before = { looks: recorder.sampling()?.looks, costMs: costMs() };
    // One look may cost less than the clock of CPU time shows.
    await eventually(
      () => {
        recorder.look();
        return costMs();
      },
      (now) => now > before.costMs,
    );
    expect(before.looks).toBe(0);
    expect(recorder.sampling()).toMatchObject({ looks: expect.any(Number), elapsedMs: expect.any(Number) });
    expect(recorder.sampling()?.looks).toBeGreaterThan(0);
    expect(costMs()).toBeGreaterThan(before.costMs);
  });

  it('draws connections alone where no other state ever came up', async () => {
    // Not the kernel's own tables: another program may have left a connection in TIME_WAIT at the port.
    const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
    await using proc = await makeProcFolder({ 'net/tcp': `${head}\n` });
    const server = { origin: 'http://127.0.0.1:3000', socketPath: null };
    using recorder = recordKernel({ ...server, pid: process.pid, procRoot: proc.root, clock: new HandClock() });
    expect(Object.keys(recorder.series(0))).toEqual(['connections.kernel']);
  });

  it('draws other states only where they came up', async () => {
    await using mock = await startMock('http');
    const clock = new HandClock();
    using recorder = recordKernel({ ...mock, pid: process.pid, clock });
    expect(recorder.series(0)).not.toHaveProperty('closeWait.kernel');
    const port = Number(new URL(mock.origin).port);
    const sockets = Array.from({ length: 4 }, () => net.connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
    await lastOf(recorder, clock, 'connections.kernel');
    // The kernel has them before the server, which closes those that it has.
    expect(
      await eventually(
        () => mock.ledger.openCount,
        (open) => open === 4,
      ),
    ).toBe(4);
    mock.server.closeAllConnections();
    expect(await lastOf(recorder, clock, 'closeWait.kernel')).toBe(4);
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
    clock: new HandClock(),
  });
  expect([recorder.look(), recorder.sampling(), recorder.series(0)]).toEqual([null, null, {}]);
});
