import type { ServerProcess } from '../run/server-process.ts';
import type { TargetKind } from '../scenario/types.ts';
import { drawInPlace } from './draw-in-place.ts';
import { type ServerRow, serversLine, serversTable } from './servers-table.ts';

interface Watching {
  stop: AbortSignal;
  isTerminal: boolean;
  write: (text: string) => void;
  /** Resolves when it is time to look again, or when it is over. */
  wait: () => Promise<void>;
}

/** Draws the ledgers over and over until `stop`; on a terminal in place, elsewhere a line now and then. */
export async function watchServers(
  servers: ReadonlyMap<TargetKind, Pick<ServerProcess, 'tally'>>,
  { stop, isTerminal, write, wait }: Watching,
): Promise<void> {
  const draw = isTerminal ? drawInPlace(write) : write;
  while (!stop.aborted) {
    // Also when nothing is shown: a server that fell is heard of.
    const rows: ServerRow[] = await Promise.all(
      [...servers].map(async ([kind, server]) => ({ kind, ...(await server.tally()) })),
    );
    draw(isTerminal ? serversTable(rows) : serversLine(rows));
    await wait();
  }
}
