import type { ServerProcess } from '../run/server-process.ts';
import type { TargetKind } from '../scenario/types.ts';
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
  let drawnLines = 0;
  while (!stop.aborted) {
    // Also when nothing is shown: a server that fell is heard of.
    const rows: ServerRow[] = await Promise.all(
      [...servers].map(async ([kind, server]) => ({ kind, ...(await server.tally()) })),
    );
    const text = isTerminal ? serversTable(rows) : serversLine(rows);
    // Up over what was drawn before, and clear from there.
    const back = isTerminal && drawnLines > 0 ? `\x1b[${drawnLines}A\x1b[J` : '';
    write(back + text);
    drawnLines = text.split('\n').length - 1;
    await wait();
  }
}
