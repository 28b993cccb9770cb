import type { ServerHandlers } from '../../servers/main.ts';
import type { MockOptions } from '../../servers/mocks.ts';
import { messageOf } from '../core/errors.ts';
import type { Calls } from '../core/ipc.ts';
import type { JointWindow } from '../record/evidence/clients.ts';
import { faultsOf } from '../scenario/behaviour.ts';
import type { FaultSpec } from '../scenario/faults.ts';
import type { TargetSpec } from '../scenario/types.ts';
import { startChild } from './child.ts';
import type { Account, Target } from './target.ts';
import type { Workplace } from './workplace.ts';

/** The first file of a server's process. */
export const SERVER_MAIN = new URL('../../servers/main.ts', import.meta.url);

type ServerCalls = Calls<ServerHandlers>;

/** A mock server in a process of its own, listening: a target that has all abilities. */
export interface ServerProcess extends Required<Target> {
  /** The totals so far, and those of each client. */
  tally(): ReturnType<ServerCalls['tally']>;
}

/** Where a server listens, if not on any free port or on a new path in the workplace; and what its mock is like. */
export interface Wishes {
  socketPath?: string | undefined;
  port?: number | undefined;
  options?: MockOptions | undefined;
}

/** One server for several clients: a target for each, and the account of all of them. */
export interface SharedServer extends AsyncDisposable {
  targets: Target[];
  /** Ends the present window of what all clients have at once, and begins the next one. */
  cutJoint(): Promise<JointWindow>;
  jointSeries(originMs: number): Promise<Account['series']>;
}

export async function startServer(
  spec: TargetSpec,
  workplace: Workplace,
  { socketPath, port = 0, options }: Wishes = {},
): Promise<ServerProcess> {
  const wanted = spec.socket === 'unix' ? (socketPath ?? workplace.socketPath()) : null;
  const { child, places } = await startListening(spec, workplace, [{ socketPath: wanted, port }], { options });
  const [place] = places as [Place];
  const tally = () => child.calls.tally(undefined).catch(serverFell);
  return { ...targetAt(place, child.calls), tally, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

/**
 * A server that listens at a place for each of its clients, so that it knows whose connection is whose; `host` is the
 * address where they come from elsewhere.
 */
export async function startSharedServer(
  spec: TargetSpec,
  workplace: Workplace,
  clients: number,
  host?: string,
): Promise<SharedServer> {
  const wanted = Array.from({ length: clients }, () => {
    return { socketPath: spec.socket === 'unix' ? workplace.socketPath() : null, port: 0 };
  });
  const { child, places } = await startListening(spec, workplace, wanted, { host, isShared: true });
  return {
    // The process is ended once, by this.
    targets: places.map((place, client) => ({ ...targetAt(place, child.calls, client), ...NOTHING_TO_END })),
    cutJoint: () => child.calls.cutJoint(undefined).catch(serverFell),
    jointSeries: (originMs) => child.calls.jointSeries({ originMs }).catch(serverFell),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

interface Place {
  origin: string;
  socketPath: string | null;
}

const NOTHING_TO_END: AsyncDisposable = { [Symbol.asyncDispose]: async () => {} };

async function startListening(
  { kind, behaviour }: TargetSpec,
  workplace: Workplace,
  places: { socketPath: string | null; port: number }[],
  rest: { options?: MockOptions | undefined; host?: string | undefined; isShared?: boolean },
) {
  const child = startChild<ServerHandlers>(SERVER_MAIN, { guardian: workplace.guardian });
  try {
    return { child, places: await child.calls.start({ kind, faults: faultsOf(behaviour), places, ...rest }) };
  } catch (error) {
    await child[Symbol.asyncDispose]();
    throw error;
  }
}

function targetAt(place: Place, calls: ServerCalls, client?: number) {
  const told = <A>(answer: Promise<A>) => answer.catch(serverFell);
  return {
    ...place,
    address: place.socketPath ? `unix:${place.socketPath}` : place.origin,
    counts: () => told(calls.counts({ client })),
    cut: (originMs: number) => told(calls.cut({ originMs, client })),
    account: (originMs: number) => told(calls.account({ originMs, client })),
    begin: () => told(calls.begin({ client })),
    behave: (faults: FaultSpec[]) => told(calls.behave({ faults, client })),
    hold: (streams: number) => told(calls.hold({ streams, client })),
    listenToo: async (address: string) => (await told(calls.listenToo({ address, client }))).isThere,
  };
}

/** That a process fell silent would be told of the subject, which is not the one that did, and be waited for. */
function serverFell(error: unknown): never {
  throw new Error(`The process of the server failed: ${messageOf(error)}`, { cause: error });
}
