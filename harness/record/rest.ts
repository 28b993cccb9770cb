import type { Border, CaseEvidence } from './evidence.ts';

/** What is left at a phase border over what was there before the first request. Null: not measured. */
export interface Rest {
  serverOpen: number;
  serverActive: number;
  /** Without those that go elsewhere than to the server: to a child's pipes, a resolver, a collector of telemetry. */
  sockets: number | null;
}

export function restAt({ borders }: Pick<CaseEvidence, 'borders'>, border: string): Rest | undefined {
  const at = borders[border];
  const { baseline } = borders;
  return at && baseline && restOver(at, baseline);
}

export function restOver(at: Border, baseline: Border): Rest {
  const [now, before] = [pooledSockets(at), pooledSockets(baseline)];
  return {
    serverOpen: at.serverOpen,
    serverActive: at.serverActive,
    sockets: now === null || before === null ? null : Math.max(0, now - before),
  };
}

/**
 * The subject's sockets that may be connections to the server. The kernel knows where those of TCP go; a client's end of a
 * Unix socket has no name, so that only those count which the client itself has opened.
 */
function pooledSockets({ outside: { sockets }, kernel, inside }: Border): number | null {
  if (sockets === null) return null;
  if (kernel?.ownByState) return Math.min(sockets, sum(kernel.ownByState));
  return inside ? Math.min(sockets, inside.clientSocketsToTarget) : sockets;
}

export function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
