import { connectionClose } from './connection-close.ts';
import { http2WithLimit } from './http2-with-limit.ts';
import { idleAboveLimit } from './idle-above-limit.ts';
import { idleFarBelowLimit } from './idle-far-below-limit.ts';
import { idleForEver } from './idle-for-ever.ts';
import { idleLongerThanServer } from './idle-longer-than-server.ts';
import { keepAliveOff } from './keep-alive-off.ts';
import { limitPerAddress } from './limit-per-address.ts';
import { listenerPerRequest } from './listener-per-request.ts';
import { neverClosed } from './never-closed.ts';
import { noLimit } from './no-limit.ts';
import { noTimeout } from './no-timeout.ts';
import { poolReplaced } from './pool-replaced.ts';
import { retryWithoutLimit } from './retry-without-limit.ts';
import type { Rule } from './rule.ts';
import { sharedAbortSignal } from './shared-abort-signal.ts';
import { streamNeverEnded } from './stream-never-ended.ts';
import { streamsSharePool } from './streams-share-pool.ts';
import { transportInLoop } from './transport-in-loop.ts';
import { transportPerRequest } from './transport-per-request.ts';
import { unixDialerLost } from './unix-dialer-lost.ts';
import { unixSocketGlobalAgent } from './unix-socket-global-agent.ts';
import { unknownOption } from './unknown-option.ts';
import { unreadBody } from './unread-body.ts';
import { unreadBodyOnAPath } from './unread-body-on-a-path.ts';

/** Every rule, for both languages. */
export const RULES: readonly Rule[] = [
  noLimit,
  limitPerAddress,
  unknownOption,
  transportPerRequest,
  transportInLoop,
  poolReplaced,
  keepAliveOff,
  connectionClose,
  idleAboveLimit,
  idleFarBelowLimit,
  idleLongerThanServer,
  idleForEver,
  noTimeout,
  unreadBody,
  unreadBodyOnAPath,
  retryWithoutLimit,
  streamNeverEnded,
  streamsSharePool,
  unixSocketGlobalAgent,
  unixDialerLost,
  http2WithLimit,
  sharedAbortSignal,
  listenerPerRequest,
  neverClosed,
];

export function findRule(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}
