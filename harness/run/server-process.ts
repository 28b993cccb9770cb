import type { ServerHandlers } from '../../servers/main.ts';
import type { MockOptions } from '../../servers/mocks.ts';
import { faultsOf } from '../scenario/behaviour.ts';
import type { TargetSpec } from '../scenario/types.ts';
import { type Child, startChild } from './child.ts';
import type { Workplace } from './workplace.ts';

const MAIN = new URL('../../servers/main.ts', import.meta.url);

/** A mock server in a process of its own, listening. */
export interface ServerProcess extends AsyncDisposable {
  calls: Child<ServerHandlers>['calls'];
  origin: string;
  socketPath: string | null;
  /** Where it listens, for people. */
  address: string;
}

/** Where a server listens, if not on any free port or on a new path in the workplace; and what its mock is like. */
export interface Wishes {
  socketPath?: string | undefined;
  port?: number | undefined;
  options?: MockOptions | undefined;
}

export async function startServer(
  target: TargetSpec,
  workplace: Workplace,
  { socketPath: path, port = 0, options }: Wishes = {},
): Promise<ServerProcess> {
  const child = startChild<ServerHandlers>(MAIN, { guardian: workplace.guardian });
  try {
    const socketPath = target.socket === 'unix' ? (path ?? workplace.socketPath()) : null;
    const faults = faultsOf(target.behaviour);
    const listening = await child.calls.start({ kind: target.kind, faults, socketPath, port, options });
    return {
      calls: child.calls,
      ...listening,
      address: listening.socketPath ? `unix:${listening.socketPath}` : listening.origin,
      [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
    };
  } catch (error) {
    await child[Symbol.asyncDispose]();
    throw error;
  }
}
