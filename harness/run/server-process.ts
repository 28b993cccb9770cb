import type { ServerHandlers } from '../../servers/main.ts';
import type { Target } from '../scenario/types.ts';
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

/** Where a server listens, if not on any free port or on a new path in the workplace. */
export interface Place {
  socketPath?: string | undefined;
  port?: number | undefined;
}

export async function startServer(target: Target, workplace: Workplace, place: Place = {}): Promise<ServerProcess> {
  const child = startChild<ServerHandlers>(MAIN, { guardian: workplace.guardian });
  try {
    const socketPath = target.socket === 'unix' ? (place.socketPath ?? workplace.socketPath()) : null;
    const listening = await child.calls.start({ target, socketPath, port: place.port ?? 0 });
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
