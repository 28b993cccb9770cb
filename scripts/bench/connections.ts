import { monotonicMs } from '../../harness/core/clock.ts';
import { EXIT, PoolproofError } from '../../harness/core/errors.ts';
import { lookUntil } from '../../harness/core/wait.ts';
import { countKernel, type KernelTarget } from '../../harness/recorders/kernel/look.ts';
import type { SocketKind } from '../../harness/scenario/types.ts';
import type { ServerHandlers } from '../../servers/main.ts';
import { type Cast, makeTarget, type Served, startHolder, startWatched } from './actors.ts';
import type { Address } from './listen-on.ts';
import { type Bench, type Expected, type FigureRow, figureRow, type Rows } from './part.ts';
import { familyPids, maxOpenFiles, ownBytes } from './processes.ts';

// Many connections held at once: ledger and kernel must count them exactly, in bounded memory.

const CONNECTIONS = 10_000;
// Far below the 4,096 that common kernels queue for a listener.
const WAVE = 500;
const MAX_MIB = 400;
/** What a process has open besides its connections. */
const OTHER_DESCRIPTORS = 100;

export async function* benchConnections(bench: Bench): Rows {
  yield* await holdOn(bench, 'tcp');
  yield* await holdOn(bench, 'unix');
}

async function holdOn(bench: Bench, socket: SocketKind): Promise<FigureRow[]> {
  await using processes = new AsyncDisposableStack();
  const cast: Cast = { bench, processes };
  const count = bench.quick ? CONNECTIONS / 10 : CONNECTIONS;
  bench.say(`${count} connections on ${socket}`);
  const server = await startWatched(cast, makeTarget('http', socket));
  const holder = startHolder(cast);
  for (const pid of [server.pid, holder.pid]) verifyDescriptors(pid, count + OTHER_DESCRIPTORS);

  const startedMs = monotonicMs();
  for (let held = 0; held < count; held += WAVE) {
    await holder.calls.hold({ server: server.address, count: WAVE });
    await untilOpen(server, held + WAVE);
  }
  const perSecond = count / ((monotonicMs() - startedMs) / 1_000);
  const memoryBytes = familyPids().reduce((sum, pid) => sum + ownBytes(pid), 0);
  const { open } = await server.calls.counts(undefined);
  const inKernel = countKernel(kernelTarget(server.address), '/proc')?.established ?? 0;

  await holder.calls.letGo(undefined);
  await untilOpen(server, 0);
  const { opened, closed, openAtEnd } = await server.calls.cut({ originMs: 0 });
  const row = (name: string, value: number, expected: Expected | null) =>
    figureRow('connections', `${socket}: ${name}`, value, expected);
  return [
    row('open in the ledger', open, { exactly: count }),
    row('open in the kernel', inKernel, { exactly: count }),
    row('memory of all processes, MiB', Math.round(memoryBytes / 2 ** 20), { atMost: MAX_MIB }),
    row('opened in the ledger, in all', opened, { exactly: count }),
    row('closed in the ledger, in all', closed, { exactly: count }),
    row('open in the ledger after the last close', openAtEnd, { exactly: 0 }),
    row('opened per second', Math.round(perSecond), null),
  ];
}

function kernelTarget({ origin, socketPath }: Address): KernelTarget {
  return socketPath ? { socketPath } : { port: Number(new URL(origin).port) };
}

/** The server accepts behind its clients' backs; a wave that it has not accepted would fill its queue. */
async function untilOpen({ calls }: Served<ServerHandlers>, count: number): Promise<void> {
  await lookUntil(
    () => calls.counts(undefined),
    ({ open }) => open === count,
    { deadlineMs: 10_000 },
  );
}

function verifyDescriptors(pid: number, needed: number): void {
  const allowed = maxOpenFiles(pid);
  if (allowed >= needed) return;
  throw new PoolproofError('TOO_FEW_DESCRIPTORS', `A process may open ${allowed} files here; ${needed} are needed`, {
    exitCode: EXIT.fault,
    hint: `Run \`ulimit -n ${needed}\` first, or take --quick, which holds a tenth of the connections.`,
  });
}
