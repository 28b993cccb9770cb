import type { ServerHandlers } from '../../servers/main.ts';
import type { MockOptions } from '../../servers/mocks.ts';
import { messageOf } from '../core/errors.ts';
import type { Calls } from '../core/ipc.ts';
import { faultsOf } from '../scenario/behaviour.ts';
import type { FaultSpec } from '../scenario/faults.ts';
import type { TargetSpec } from '../scenario/types.ts';
import { startChild } from './child.ts';
import type { Target } from './target.ts';
import type { Workplace } from './workplace.ts';

const MAIN = new URL('../../servers/main.ts', import.meta.url);

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

export async function startServer(
  { kind, socket, behaviour }: TargetSpec,
  workplace: Workplace,
  { socketPath: path, port = 0, options }: Wishes = {},
): Promise<ServerProcess> {
  const child = startChild<ServerHandlers>(MAIN, { guardian: workplace.guardian });
  try {
    const socketPath = socket === 'unix' ? (path ?? workplace.socketPath()) : null;
    const listening = await child.calls.start({ kind, faults: faultsOf(behaviour), socketPath, port, options });
    return {
      ...listening,
      address: listening.socketPath ? `unix:${listening.socketPath}` : listening.origin,
      ...askedBy(child.calls),
      [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
    };
  } catch (error) {
    await child[Symbol.asyncDispose]();
    throw error;
  }
}

function askedBy(calls: ServerCalls) {
  const told = <A>(answer: Promise<A>) => answer.catch(serverFell);
  return {
    counts: () => told(calls.counts(undefined)),
    cut: (originMs: number) => told(calls.cut({ originMs })),
    account: (originMs: number) => told(calls.account({ originMs })),
    begin: () => told(calls.begin(undefined)),
    behave: (faults: FaultSpec[]) => told(calls.behave({ faults })),
    hold: (streams: number) => told(calls.hold({ streams })),
    listenToo: async (address: string) => (await told(calls.listenToo(address))).isThere,
    tally: () => told(calls.tally(undefined)),
  };
}

/** That a process fell silent would be told of the subject, which is not the one that did, and be waited for. */
function serverFell(error: unknown): never {
  throw new Error(`The process of the server failed: ${messageOf(error)}`, { cause: error });
}
