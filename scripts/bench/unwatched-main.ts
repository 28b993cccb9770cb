import { serveParent } from '../../harness/core/ipc.ts';
import type { Target } from '../../harness/scenario/types.ts';
import { listen } from '../../servers/listen.ts';
import { makeMock } from '../../servers/mocks.ts';
import { listenUnwatched } from './listen-unwatched.ts';

// The process of a mock server without the ledger; or of the same mock at two addresses, with it and without it.

const handlers = {
  start: ({ target, socketPath }: { target: Target; socketPath: string | null }) => listenUnwatched(target, socketPath),
  async startBoth({
    target,
    socketPaths,
  }: {
    target: Target;
    socketPaths: Record<'watched' | 'unwatched', string | null>;
  }) {
    const { origin, socketPath } = await listen(await makeMock(target.kind), target, socketPaths.watched);
    return { watched: { origin, socketPath }, unwatched: await listenUnwatched(target, socketPaths.unwatched) };
  },
};

export type UnwatchedHandlers = typeof handlers;

serveParent(handlers);
