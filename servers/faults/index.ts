import type { FaultKind, FaultSpec, FaultSpecOf } from '../../harness/scenario/faults.ts';
import { makeBurst } from './burst.ts';
import type { Fault, Means } from './fault.ts';

type PlainKind = Exclude<FaultKind, 'burst'>;
type Make<K extends FaultKind> = (spec: FaultSpecOf<K>, means: Means) => Fault;

/** The code of each kind, loaded only where it plays, as a mock is. */
const MAKERS: { [K in PlainKind]: () => Promise<Make<K>> } = {
  none: async () => (await import('./none.ts')).makeNone,
  latency: async () => (await import('./latency.ts')).makeLatency,
  'slow-accept': async () => (await import('./slow-accept.ts')).makeSlowAccept,
  'slow-body': async () => (await import('./slow-body.ts')).makeSlowBody,
  trickle: async () => (await import('./trickle.ts')).makeTrickle,
  hang: async () => (await import('./hang.ts')).makeHang,
  status: async () => (await import('./status.ts')).makeStatus,
  reset: async () => (await import('./reset.ts')).makeReset,
  'half-close': async () => (await import('./half-close.ts')).makeHalfClose,
  'truncated-body': async () => (await import('./truncated-body.ts')).makeTruncatedBody,
  'wrong-length': async () => (await import('./wrong-length.ts')).makeWrongLength,
  rotation: async () => (await import('./rotation.ts')).makeRotation,
  'idle-close': async () => (await import('./idle-close.ts')).makeIdleClose,
  'connection-close': async () => (await import('./connection-close.ts')).makeConnectionClose,
  refuse: async () => (await import('./refuse.ts')).makeRefuse,
  'rate-limit': async () => (await import('./rate-limit.ts')).makeRateLimit,
  restart: async () => (await import('./restart.ts')).makeRestart,
};

/** The fault that `spec` describes. */
export async function makeFault(spec: FaultSpec, means: Means): Promise<Fault> {
  if (spec.kind === 'burst') return makeBurst(spec, await makeFault(spec.fault, { ...means, hitsAll: false }));
  const make = (await MAKERS[spec.kind]()) as Make<FaultKind>;
  return make(spec, means);
}
