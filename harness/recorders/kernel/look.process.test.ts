import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { connectTo, startMock } from '../../../servers/testing.ts';
import { eventually } from '../../core/testing/patience.ts';
import type { KernelLook } from '../../record/evidence/subject.ts';
import { type KernelTarget, lookKernel } from './look.ts';

type Mock = Awaited<ReturnType<typeof startMock>>;

const targetOf = ({ origin, socketPath }: Mock): KernelTarget =>
  socketPath ? { socketPath } : { port: Number(new URL(origin).port) };
const look = (target: KernelTarget, pid = process.pid) => lookKernel(target, pid) as KernelLook;
const lookUntilIt = (target: KernelTarget, satisfied: (seen: KernelLook) => boolean) =>
  eventually(() => look(target), satisfied);

/**
 * A port may have been somebody else's a minute ago, and the kernel still shows what is left of that, until it expires.
 */
async function listenAtFreshPort(server: net.Server): Promise<net.AddressInfo> {
  for (;;) {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address() as net.AddressInfo;
    if (!look(address).timeWait) return address;
    await new Promise((resolve) => server.close(resolve));
  }
}
const connect = (mock: Mock, count: number) => Array.from({ length: count }, () => connectTo(mock));

describe.runIf(process.platform === 'linux').each(['tcp', 'unix'] as const)('the kernel on %s', (socket) => {
  it('shows as many connections as the server has, and each only once', async () => {
    await using mock = await startMock('http', { socket });
    const target = targetOf(mock);
    const sockets = connect(mock, 7);
    await eventually(
      () => mock.ledger.openCount,
      (open) => open === 7,
    );
    expect(look(target)).toMatchObject({
      established: 7,
      backlog: 0,
      ownByState: socket === 'tcp' ? { established: 7 } : null,
    });
    for (const one of sockets.splice(0, 4)) one.destroy();
    expect(await lookUntilIt(target, ({ established }) => established === 3)).toMatchObject({ established: 3 });
    for (const one of sockets) one.destroy();
  });

  it('shows connections that the server has not accepted yet', async () => {
    await using mock = await startMock('http', { socket });
    const sockets = connect(mock, 3);
    // Node connects on the next tick; the server in this process accepts on a later turn of the loop.
    await new Promise<void>((resolve) => process.nextTick(() => process.nextTick(resolve)));
    expect(mock.ledger.openCount).toBe(0);
    // The table is no snapshot, and a handshake that ends while it is read may show twice. Looks that let no turn go
    // by.
    let seen = look(targetOf(mock));
    for (let looks = 0; looks < 50 && seen.backlog !== 3; looks += 1) seen = look(targetOf(mock));
    expect(seen).toMatchObject({ established: 3, backlog: 3 });
    for (const one of sockets) one.destroy();
  });
});

describe.runIf(process.platform === 'linux')('the state of the client’s end', () => {
  it('is close-wait where the server has closed and the client has not', async () => {
    await using mock = await startMock('http');
    const target = targetOf(mock) as { port: number };
    const sockets = Array.from({ length: 3 }, () =>
      net.connect({ port: target.port, host: '127.0.0.1', allowHalfOpen: true }),
    );
    await lookUntilIt(target, ({ established, backlog }) => established === 3 && backlog === 0);
    mock.server.closeAllConnections();
    expect(await lookUntilIt(target, ({ closeWait }) => closeWait === 3)).toMatchObject({
      established: 0,
      closeWait: 3,
      ownByState: { 'close-wait': 3 },
    });
    for (const one of sockets) one.destroy();
  });

  it('is fin-wait where the client has ended and the server has not, and time-wait after both', async () => {
    const server = net.createServer({ allowHalfOpen: true });
    const { port } = await listenAtFreshPort(server);
    const target = { port };
    const client = net.connect(port, '127.0.0.1');
    const [accepted] = (await once(server, 'connection')) as [net.Socket];
    client.end();
    expect((await lookUntilIt(target, ({ other }) => other['fin-wait-2'] === 1)).other).toEqual({ 'fin-wait-2': 1 });
    accepted.end();
    const after = await lookUntilIt(target, ({ timeWait }) => timeWait === 1);
    expect(after).toMatchObject({ timeWait: 1, other: {}, ownByState: {} });
    server.close();
  });

  it('is found where a dual-stack client connects to an IPv4 server', async () => {
    await using mock = await startMock('http');
    const target = targetOf(mock) as { port: number };
    const client = net.connect({ port: target.port, host: '::ffff:127.0.0.1', family: 6 });
    await once(client, 'connect');
    expect(look(target)).toMatchObject({ established: 1, ownByState: { established: 1 } });
    client.destroy();
  });
});

it.runIf(process.platform === 'linux')('sockets of a child process are the subject’s own', async () => {
  await using mock = await startMock('http');
  const { port } = targetOf(mock) as { port: number };
  const script = `for (let i = 0; i < 3; i++) require('net').connect(${port}, '127.0.0.1'); process.stdin.resume()`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'ignore', 'ignore'] });
  const own = await lookUntilIt({ port }, ({ ownByState }) => ownByState?.established === 3);
  expect(own.ownByState).toEqual({ established: 3 });
  expect(look({ port }, child.pid).ownByState).toEqual({ established: 3 });
  child.kill();
  await once(child, 'exit');
});
