/**
 * The phases of a case, in the order in which they are played: what each is for, and where its requests count. No other
 * file lists phases by name; select.ts finds rows by these columns, and a single one by its constant here.
 */
export const PHASES = {
  baseline: phase('baseline', { role: 'start', snapshot: 'before the load' }),
  warmup: phase('warmup', { role: 'load', judgedWith: 'load' }),
  load: phase('load', { role: 'load', judgedWith: 'load' }),
  // Some pools hold their limit only until something goes wrong. Each probe is one such thing, for a short load.
  rotation: phase('probe: rotation', { role: 'trouble', trouble: 'rotation' }),
  refusal: phase('probe: refusal', { role: 'trouble', trouble: 'refused connections' }),
  timeOuts: phase('probe: time-outs', { role: 'trouble', trouble: 'time-outs' }),
  // After all that nothing is wrong any more: does every request still get its turn?
  afterwards: phase('probe: afterwards', { role: 'load', judgedWith: 'later' }),
  // By a client of its own, because a client is made for one origin.
  names: phase('probe: names', { role: 'trouble', trouble: 'slow connects by name', client: 'second' }),
  drain: phase('drain', { role: 'rest', snapshot: 'after the load' }),
  // Its requests share one signal, and their callers' listeners are counted.
  signal: phase('signal', { role: 'load' }),
  collect: phase('collect', { role: 'rest', snapshot: 'after garbage collection' }),
  again: phase('again', { role: 'load', snapshot: 'after the same load again' }),
  growth: phase('growth', { role: 'cycle', judgedWith: 'later' }),
  idle: phase('idle', { role: 'rest', snapshot: "at 'idle'" }),
  // A client without a connection would have nothing to close.
  refill: phase('refill', { role: 'load' }),
  close: phase('close', { role: 'end', snapshot: 'after close()' }),
  exit: phase('exit', { role: 'end' }),
} as const;

/**
 * 'start': before the first request. 'load': requests, and nothing is wrong by our order. 'rest': nothing is asked of
 * the client. 'trouble': something is wrong by our order. 'cycle': load and rest in turns. 'end': the client is closed.
 */
export const ROLES = ['start', 'load', 'rest', 'trouble', 'cycle', 'end'] as const;

export const CLIENTS = ['first', 'second'] as const;

export interface PhaseKind<Name extends string = string> {
  /** As the record, the charts and sentences call it. */
  name: Name;
  role: (typeof ROLES)[number];
  /** The process of the subject that plays it; the second plays while the first one's connections are idle. */
  client: (typeof CLIENTS)[number];
  /** The load with which its requests are judged: the measured one, or those after a rest or after trouble. */
  judgedWith: 'load' | 'later' | null;
  /** When its snapshot is taken, for sentences; null: it takes none. */
  snapshot: string | null;
  /** What is wrong, for sentences. */
  trouble: string | null;
}

export type PhaseName = (typeof PHASES)[keyof typeof PHASES]['name'];

export const PHASE_NAMES: readonly PhaseName[] = Object.values(PHASES).map(({ name }) => name);

const KINDS = new Map<string, PhaseKind>(Object.values(PHASES).map((kind) => [kind.name, kind]));

export function kindOf(name: PhaseName): PhaseKind {
  return KINDS.get(name) as PhaseKind;
}

function phase<Name extends string>(
  name: Name,
  columns: Pick<PhaseKind, 'role'> & Partial<PhaseKind>,
): PhaseKind<Name> {
  return { client: 'first', judgedWith: null, snapshot: null, trouble: null, ...columns, name };
}
