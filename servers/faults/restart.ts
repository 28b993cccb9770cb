import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../harness/core/errors.ts';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { closeFor } from '../close.ts';
import type { Fault, Host } from './fault.ts';

/** At `from` the listener and all connections close; after `down` the server listens again at the same place. */
export function makeRestart({ fromMs, downMs = 0 }: FaultSpecOf<'restart'>): Fault {
  return {
    async onRun(host) {
      await sleep(fromMs);
      await goDown(host);
      await sleep(downMs);
      await host.listenAgain().catch(tellThatItStaysClosed);
    },
  };
}

async function goDown({ server, connections }: Host): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  for (const { socket } of connections) {
    closeFor(socket, { by: 'server', reason: 'shutdown' });
  }
  await closed;
}

/** Somebody else took the place meanwhile; the ledger of the server and what it counted are still there to be read. */
function tellThatItStaysClosed(error: unknown): void {
  process.stderr.write(`restart: the server cannot listen again and stays closed: ${messageOf(error)}\n`);
}
