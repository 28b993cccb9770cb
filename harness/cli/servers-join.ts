import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { commandLine } from '../core/command-line.ts';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { startCoordinator } from '../run/join/coordinator.ts';
import { openWorkplace } from '../run/workplace.ts';
import { listenForInterrupt } from './interrupt.ts';
import { print, say } from './say.ts';

const JOIN_TIMEOUT_MS = 60_000;

interface Options {
  joinPort: number;
  joinHost: string;
  joinToken?: string;
  joinTimeout?: number;
}

/** A coordinator in the foreground, until Ctrl-C: it starts a server for each case that all shards have come to. */
export async function coordinate({
  joinPort,
  joinHost,
  joinToken,
  joinTimeout = JOIN_TIMEOUT_MS,
}: Options): Promise<void> {
  using interrupt = listenForInterrupt('Stopping the coordinator. Again to end now.');
  await using workplace = await openWorkplace();
  const token = joinToken ?? randomBytes(12).toString('hex');
  const options = { host: joinHost, port: joinPort, token, timeoutMs: joinTimeout, workplace, say };
  await using coordinator = await startCoordinator(options).catch((error) => {
    throw new PoolproofError('PLACE_TAKEN', `No coordinator at ${joinHost}:${joinPort}: ${messageOf(error)}`, {
      exitCode: EXIT.usage,
      hint: 'Choose another place with --join-port and --join-host.',
    });
  });
  print(`${commandLine('scenario', `... --shard I/N --run-id ID --join ${coordinator.url}`)}\n`);
  if (!interrupt.stop.aborted) await once(interrupt.stop, 'abort');
}
