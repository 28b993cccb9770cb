import { Socket } from 'node:net';
import { tallyOf } from './inside.ts';

/** What node calls the handle of a stream, and what it calls the resource that the handle is. */
const RESOURCES: Record<string, string> = { TCP: 'TCPSocketWrap', Pipe: 'PipeWrap', TTY: 'TTYWrap' };

/**
 * What keeps this process alive, by type. Node lists every handle that may keep it, also of streams that neither read
 * nor write nor connect: the pipe that a program has printed to is one of them, and libuv waits for none.
 */
export function keptAlive(): Record<string, number> {
  const resources = tallyOf(process.getActiveResourcesInfo());
  for (const type of asleep()) resources[type] = (resources[type] ?? 0) - 1;
  return Object.fromEntries(Object.entries(resources).filter(([, count]) => count > 0));
}

/** Node has the list of handles and no documented name for it. */
type WithHandles = NodeJS.Process & { _getActiveHandles?(): unknown[] };
type WithHandle = Socket & { _handle?: { reading?: boolean } | null };

function asleep(): string[] {
  const owners = (process as WithHandles)._getActiveHandles?.() ?? [];
  return owners
    .filter((owner) => owner instanceof Socket && isAsleep(owner))
    .flatMap((owner) => resourceOf(owner) ?? []);
}

function isAsleep({ _handle: handle, connecting, writableLength }: WithHandle): boolean {
  return handle?.reading !== true && !connecting && writableLength === 0;
}

function resourceOf(owner: unknown): string | undefined {
  return RESOURCES[(owner as WithHandle)._handle?.constructor.name ?? ''];
}
