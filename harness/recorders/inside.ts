import type { InsideLook } from '../record/evidence/subject.ts';
import type { SocketCounts } from './client-sockets.ts';

/**
 * The subject as it sees itself, at this moment: what keeps it alive by type, its memory, its sockets, its listeners.
 */
export function lookInside(sockets: SocketCounts, warnedListenersMax: number | null): InsideLook {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return {
    resources: tallyOf(process.getActiveResourcesInfo()),
    heapUsedBytes: heapUsed,
    externalBytes: external,
    arrayBuffersBytes: arrayBuffers,
    clientSocketsOpened: sockets.opened,
    clientSocketsOpen: sockets.open,
    clientSocketsToTarget: sockets.toTarget,
    socketListenersMax: sockets.mostListeners?.count ?? null,
    socketListenersEvent: sockets.mostListeners?.event ?? null,
    processListeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    warnedListenersMax,
  };
}

export function tallyOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
