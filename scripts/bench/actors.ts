import { DEFAULT_CONNECTIONS } from '../../harness/core/default-connections.ts';
import type { Calls, Handlers } from '../../harness/core/ipc.ts';
import { type Child, startChild } from '../../harness/run/child.ts';
import { faultsOf } from '../../harness/scenario/behaviour.ts';
import { DEFAULT_BEHAVIOUR } from '../../harness/scenario/defaults.ts';
import type {
  ClientOptions,
  ClientSpec,
  RequestSpec,
  SocketKind,
  TargetKind,
  TargetSpec,
} from '../../harness/scenario/types.ts';
import type { ServerHandlers } from '../../servers/main.ts';
import type { BareHandlers } from './bare-main.ts';
import type { BareSubjectHandlers } from './bare-subject-main.ts';
import type { DriverHandlers } from './driver-main.ts';
import type { HolderHandlers } from './holder-main.ts';
import type { Address } from './listen-on.ts';
import type { OneClientHandlers } from './one-client-main.ts';
import type { Bench } from './part.ts';
import type { SwitchedHandlers } from './switched-main.ts';
import type { UnwatchedHandlers } from './unwatched-main.ts';

// The processes that play: the product's own, and the same ones with something left out.

const entry = (file: string) => new URL(file, import.meta.url);

/** A target as scenarios get it that say nothing about it. */
export function makeTarget(kind: TargetKind, socket: SocketKind): TargetSpec {
  return { kind, socket, behaviour: DEFAULT_BEHAVIOUR[kind] };
}

/** Where the processes of a round are started, and end with it. */
export interface Cast {
  bench: Bench;
  processes: AsyncDisposableStack;
}

/** A process that listens. */
export interface Served<H extends Handlers = Handlers> {
  pid: number;
  calls: Calls<H>;
  address: Address;
}

function start<H extends Handlers>({ bench, processes }: Cast, main: URL, execArgv: string[] = []): Child<H> {
  return processes.use(startChild<H>(main, { guardian: bench.workplace.guardian, execArgv }));
}

/** The product's server, with its ledger. */
export async function startWatched(cast: Cast, target: TargetSpec): Promise<Served<ServerHandlers>> {
  const { pid, calls } = start<ServerHandlers>(cast, entry('../../servers/main.ts'));
  const places = [{ socketPath: socketPathFor(cast, target), port: 0 }];
  const [address] = (await calls.start({ ...playedAs(target), places })) as [Address];
  return { pid, calls, address };
}

/** The same server without the ledger. */
export async function startUnwatched(cast: Cast, target: TargetSpec): Promise<Served<UnwatchedHandlers>> {
  const { pid, calls } = start<UnwatchedHandlers>(cast, entry('unwatched-main.ts'));
  return { pid, calls, address: await calls.start({ target, socketPath: socketPathFor(cast, target) }) };
}

/** A plain node:http server that answers `request` as the other server does. */
export async function startBare(
  cast: Cast,
  { target, like: { address: like }, request }: { target: TargetSpec; like: Served; request: RequestSpec },
): Promise<Served<BareHandlers>> {
  const { pid, calls } = start<BareHandlers>(cast, entry('bare-main.ts'));
  return { pid, calls, address: await calls.start({ like, request, socketPath: socketPathFor(cast, target) }) };
}

/** A client that only connects. */
export function startHolder(cast: Cast): Child<HolderHandlers> {
  // Not on trial: its young garbage is kept small, so that what it holds is most of it.
  return start<HolderHandlers>(cast, entry('holder-main.ts'), ['--max-semi-space-size=1']);
}

/** autocannon. */
export function startDriver(cast: Cast): Child<DriverHandlers> {
  return start<DriverHandlers>(cast, entry('driver-main.ts'));
}

/** A client of undici without recorders. */
export async function startBareSubject(cast: Cast, { address }: Served): Promise<Child<BareSubjectHandlers>> {
  const child = start<BareSubjectHandlers>(cast, entry('bare-subject-main.ts'));
  await child.calls.prepare({ subject: UNDICI, options: clientOptions(address) });
  return child;
}

/** The same server with a ledger that is switched on and off. */
export async function startSwitched(cast: Cast, target: TargetSpec): Promise<Served<SwitchedHandlers>> {
  const { pid, calls } = start<SwitchedHandlers>(cast, entry('switched-main.ts'));
  return { pid, calls, address: await calls.start({ target, socketPath: socketPathFor(cast, target) }) };
}

/** A client with recorders that are switched on and off. */
export async function startOneClient(
  cast: Cast,
  subject: ClientSpec,
  { address }: Served,
): Promise<Child<OneClientHandlers>> {
  const child = start<OneClientHandlers>(cast, entry('one-client-main.ts'));
  await child.calls.prepare({ subject, options: clientOptions(address) });
  return child;
}

export const UNDICI: ClientSpec = {
  kind: 'transport',
  transport: 'undici-agent',
  options: { connections: DEFAULT_CONNECTIONS },
};

export const NODE_HTTP: ClientSpec = {
  kind: 'transport',
  transport: 'http-agent',
  options: { maxSockets: DEFAULT_CONNECTIONS },
};

function playedAs({ kind, behaviour }: TargetSpec) {
  return { kind, faults: faultsOf(behaviour) };
}

function clientOptions({ origin, socketPath }: Address): ClientOptions {
  return { origin, connections: DEFAULT_CONNECTIONS, ...(socketPath ? { socketPath } : {}) };
}

function socketPathFor({ bench }: Cast, { socket }: TargetSpec): string | null {
  return socket === 'unix' ? bench.workplace.socketPath() : null;
}
