import { z } from 'zod';
import { gaugeOfKey } from '../core/gauge-names.ts';
import { nearestName } from '../core/nearest.ts';
import type { Allowances } from './types.ts';
import { atLeastOne } from './values.ts';

// Leftovers that are known and meant, as goleak's options to ignore a goroutine: each with its kind, its number and its
// reason.

export const NOTHING_ALLOWED: Allowances = { drain: [], warnings: [], exit: [] };

/** The usual types of Node's active resources, by the names of `process.getActiveResourcesInfo()`. */
const RESOURCES = [
  'Timeout',
  'Immediate',
  'TCPSocketWrap',
  'TCPServerWrap',
  'TCPConnectWrap',
  'PipeWrap',
  'PipeServerWrap',
  'PipeConnectWrap',
  'TLSWrap',
  'TTYWrap',
  'UDPWrap',
  'ProcessWrap',
  'SignalWrap',
  'Worker',
  'MessagePort',
  'FSReqCallback',
  'FSReqPromise',
  'FSEventWrap',
  'StatWatcher',
  'GetAddrInfoReqWrap',
  'QueryReqWrap',
];

const KINDS = {
  drain: ['connections', 'idle-connections', 'descriptors', 'sockets-elsewhere', 'listeners', ...RESOURCES],
  warnings: ['MaxListenersExceededWarning', 'socket-listeners', 'signal-listeners'],
  exit: RESOURCES,
};

/** Which gauges there are, only the whole command says. */
function isGauge(kind: unknown): boolean {
  return typeof kind === 'string' && gaugeOfKey(kind) !== undefined;
}

const reason = z.string({ error: 'the reason, which the report shows' }).refine((text) => text.trim() !== '', {
  error: 'the reason, which the report shows, not an empty text',
});

function allowancesOf(check: keyof Allowances) {
  const kinds = KINDS[check];
  const isKnown = (kind: unknown) => kinds.includes(kind as string) || (check === 'drain' && isGauge(kind));
  const kind = z.custom<string>(isKnown, {
    error: ({ input }) => {
      const near = nearestName(String(input), kinds);
      return `a kind that '${check}' knows, not ${JSON.stringify(input)}; ${near ? `did you mean '${near}'?` : `known: ${kinds.join(', ')}`}`;
    },
  });
  return z.array(z.strictObject({ kind, most: atLeastOne, reason })).optional();
}

export const allowSchema = z.strictObject({
  drain: allowancesOf('drain'),
  warnings: allowancesOf('warnings'),
  exit: allowancesOf('exit'),
});

export type AllowInput = z.input<typeof allowSchema>;

export function normalizeAllow(allow: AllowInput = {}): Allowances {
  const { drain = [], warnings = [], exit = [] } = allow;
  return { drain, warnings, exit };
}
