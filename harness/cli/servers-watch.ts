import type { ServerProcess } from '../run/server-process.ts';
import type { TargetKind } from '../scenario/types.ts';
import { type ServerRow, serversLine } from './servers-table.ts';

interface Watching {
  stop: AbortSignal;
  /** Draws the table over the one before; null: no terminal. */
  draw: ((rows: readonly ServerRow[]) => void) | null;
  /** Writes a line for all of them. */
  write: (text: string) => void;
  /** Resolves when it is time to look again, or when it is over. */
  wait: () => Promise<void>;
}

/** Draws the ledgers over and over until `stop`; on a terminal in place, elsewhere a line now and then. */
export async function watchServers(
  servers: ReadonlyMap<TargetKind, Pick<ServerProcess, 'tally'>>,
  { stop, draw, write, wait }: Watching,
): Promise<void> {
  while (!stop.aborted) {
    // Also when nothing is shown: a server that fell is heard of.
    const rows: ServerRow[] = await Promise.all(
      [...servers].map(async ([kind, server]) => ({ kind, ...(await server.tally()) })),
    );
    if (draw) draw(rows);
    else write(serversLine(rows));
    await wait();
  }
}
