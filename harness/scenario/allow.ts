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
  const kind = z
    .custom<string>(isKnown, {
      error: ({ input }) => {
        const near = nearestName(String(input), kinds);
        return `a kind that '${check}' knows, not ${JSON.stringify(input)}; ${near ? `did you mean '${near}'?` : `known: ${kinds.join(', ')}`}`;
      },
    })
    .meta({ type: 'string', anyOf: [{ enum: kinds }, ...(check === 'drain' ? [{ pattern: '^gauge\\.' }] : [])] });
  return z.array(z.strictObject({ kind, most: atLeastOne, reason })).optional();
}

export const allowSchema = z.strictObject({
  drain: allowancesOf('drain'),
  warnings: allowancesOf('warnings'),
  exit: allowancesOf('exit'),
});

/** A leftover that is known and meant. */
interface AllowanceInput {
  /** What is left: one of the kinds of this check. */
  kind: string;
  /** How many of it are meant. @example 1 */
  most: number;
  /** Why, which the report shows. @example 'one log file a tenant' */
  reason: string;
}

export interface AllowInput {
  /**
   * What the check 'drain' may find: connections, idle-connections, descriptors, sockets-elsewhere, listeners,
   * gauge.NAME, or a type of active resources as Node names it.
   *
   * @example [{ "kind": "descriptors", "most": 3, "reason": "one log file a tenant" }]
   */
  drain?: AllowanceInput[] | undefined;
  /**
   * What the check 'warnings' may find: MaxListenersExceededWarning, socket-listeners, signal-listeners.
   *
   * @example [{ "kind": "socket-listeners", "most": 12, "reason": "one a plugin" }]
   */
  warnings?: AllowanceInput[] | undefined;
  /**
   * What may keep the process, by the type of active resources.
   *
   * @example [{ "kind": "Timeout", "most": 1, "reason": "the flush of our logger" }]
   */
  exit?: AllowanceInput[] | undefined;
}

export function normalizeAllow(allow: AllowInput = {}): Allowances {
  const { drain = [], warnings = [], exit = [] } = allow;
  return { drain, warnings, exit };
}
