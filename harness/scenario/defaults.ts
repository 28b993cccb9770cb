import type { Behaviour, Growth, RequestSpec, SocketKind, TargetKind } from './types.ts';

// Every default, each with its reason, but for those of loads, which stand beside their options. The CLI's help prints
// them.

/** The fewest cycles that the leak rule can judge; a second or so in all. */
export const DEFAULT_GROWTH: Growth = { cycles: 10, requests: null };

export const DEFAULT_SOCKET: Record<TargetKind, SocketKind> = { loki: 'tcp', docker: 'unix', http: 'tcp' };

const CALM: Behaviour = {
  delayMs: 0,
  idleTimeoutMs: 5_000,
  keepAliveHint: false,
  maxRequestsPerConnection: 0,
  refuseFirst: 0,
};

export const DEFAULT_BEHAVIOUR: Record<TargetKind, Behaviour> = {
  // Loki's HTTP server closes idle connections after 120 s.
  loki: { ...CALM, idleTimeoutMs: 120_000 },
  // dockerd 20.10 closes idle connections after 300 s, measured.
  docker: { ...CALM, idleTimeoutMs: 300_000 },
  // Node's own servers close after 5 s.
  http: CALM,
};

const TEN_LINES = Array.from(
  { length: 10 },
  (_, line) => `level=info component=poolproof line=${line} ${'x'.repeat(50)}`,
);

/** A push of ten log lines, about 1 KiB, stamped with the time of loading. */
function lokiPush(): string {
  const startNs = BigInt(Date.now()) * 1_000_000n;
  const values = TEN_LINES.map((line, index) => [String(startNs + BigInt(index)), line]);
  return JSON.stringify({ streams: [{ stream: { app: 'poolproof', level: 'info' }, values }] });
}

/** A response that never ends, where the target has one; `streams` of a load hold it open. */
export const STREAM_PATH: Record<TargetKind, string | null> = {
  loki: null,
  docker: '/events',
  http: '/stream',
};

const ONE_GET: RequestSpec = { method: 'GET', path: '/ok', headers: {}, body: null, weight: 1, expectStatus: null };

/** What a scenario sends when it does not say: a log shipper's push, a dashboard's list of containers, a plain GET. */
export function defaultRequests(kind: TargetKind): RequestSpec[] {
  switch (kind) {
    case 'loki': {
      const headers = { 'Content-Type': 'application/json' };
      return [{ ...ONE_GET, method: 'POST', path: '/loki/api/v1/push', headers, body: lokiPush() }];
    }
    case 'docker':
      return [{ ...ONE_GET, path: '/containers/json' }];
    case 'http':
      return [ONE_GET];
  }
}
