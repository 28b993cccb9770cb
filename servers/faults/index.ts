import type { Random } from '../../harness/core/random.ts';
import type { FaultSpec } from '../../harness/scenario/faults.ts';
import { makeBurst } from './burst.ts';
import { makeConnectionClose } from './connection-close.ts';
import type { Fault } from './fault.ts';
import { makeHalfClose } from './half-close.ts';
import { makeHang } from './hang.ts';
import { makeIdleClose } from './idle-close.ts';
import { makeLatency } from './latency.ts';
import { makeNone } from './none.ts';
import { makeRateLimit } from './rate-limit.ts';
import { makeRefuse } from './refuse.ts';
import { makeReset } from './reset.ts';
import { makeRestart } from './restart.ts';
import { makeRotation } from './rotation.ts';
import { makeSlowAccept } from './slow-accept.ts';
import { makeSlowBody } from './slow-body.ts';
import { makeStatus } from './status.ts';
import { makeTrickle } from './trickle.ts';
import { makeTruncatedBody } from './truncated-body.ts';
import { makeWrongLength } from './wrong-length.ts';

/** The fault that `spec` describes. */
export function makeFault(spec: FaultSpec, random: Random): Fault {
  switch (spec.kind) {
    case 'none':
      return makeNone();
    case 'latency':
      return makeLatency(spec, random);
    case 'slow-accept':
      return makeSlowAccept(spec);
    case 'slow-body':
      return makeSlowBody(spec);
    case 'trickle':
      return makeTrickle(spec);
    case 'hang':
      return makeHang();
    case 'status':
      return makeStatus(spec);
    case 'reset':
      return makeReset(spec);
    case 'half-close':
      return makeHalfClose();
    case 'truncated-body':
      return makeTruncatedBody();
    case 'wrong-length':
      return makeWrongLength(spec);
    case 'rotation':
      return makeRotation(spec);
    case 'idle-close':
      return makeIdleClose(spec);
    case 'connection-close':
      return makeConnectionClose();
    case 'refuse':
      return makeRefuse();
    case 'rate-limit':
      return makeRateLimit(spec);
    case 'restart':
      return makeRestart(spec);
    case 'burst':
      return makeBurst(spec, makeFault(spec.fault, random));
  }
}
