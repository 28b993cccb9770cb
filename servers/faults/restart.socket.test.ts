import { createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import { eventually } from '../../harness/core/testing/patience.ts';
import { ask, startMock } from '../testing.ts';
import { GET, openWire, readFaults } from './testing/wire.ts';

it('containers run on and write on while their daemon restarts', async () => {
  const faults = readFaults({ kind: 'restart', from: '1ms', down: '20ms' });
  await using daemon = await startMock('docker', { socket: 'unix', behaviour: { faults }, begin: false });
  const lineCount = async () => {
    const [container] = JSON.parse((await ask(daemon, '/containers/json')).body) as { Id: string }[];
    return (await ask(daemon, `/containers/${container?.Id}/logs?stdout=1`)).body.length;
  };
  const before = await lineCount();
  const wire = openWire(daemon);
  wire.send(GET('/events'));
  await wire.until(() => daemon.ledger.activeCount === 1);
  daemon.begin();
  await wire.until(({ ended }) => ended() !== 'open');
  wire.socket.destroy();
  const after = await eventually(
    () => lineCount().catch(() => 0),
    (count) => count > before,
  );
  expect(after).toBeGreaterThan(before);
  expect(JSON.parse((await ask(daemon, '/containers/json')).body)).toHaveLength(10);
});

it('a server whose place was taken while it was down stays closed, and says so', async () => {
  const faults = readFaults({ kind: 'restart', from: '1ms', down: '50ms' });
  await using mock = await startMock('http', { behaviour: { faults }, begin: false });
  using said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const thief = createServer();
  mock.server.once('close', () => thief.listen(Number(new URL(mock.origin).port), '127.0.0.1'));
  mock.begin();
  await expect.poll(() => said.mock.calls.flat().join('')).toMatch(/^restart: .* stays closed: .*EADDRINUSE/);
  expect(mock.server.listening).toBe(false);
  await new Promise((resolve) => thief.close(resolve));
});
