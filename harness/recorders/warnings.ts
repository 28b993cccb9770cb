import type { EventEmitter } from 'node:events';
import type { ProcessWarning } from '../record/evidence/subject.ts';
import { Crowds, nameOf } from './crowds.ts';

const MAX_KINDS = 20;

export interface WarningCollector {
  /** By name, with an example of each. */
  warnings(): ProcessWarning[];
  /** The emitters whose listeners Node has warned of. */
  crowds: Crowds;
  stop(): void;
}

/** What MaxListenersExceededWarning carries beside its message: an emitter, or the target of DOM events. */
interface ListenersWarning extends Error {
  emitter?: EventEmitter;
  target?: EventTarget;
  type?: string | symbol;
  count?: number;
}

/**
 * Collects the warnings that the process emits; what it prints stays as it is, and nothing that is warned of is held.
 */
export function collectWarnings(): WarningCollector {
  const kinds = new Map<string, ProcessWarning>();
  const crowds = new Crowds();
  const meet = (warning: ListenersWarning) => {
    const { name, message, type, count: listeners = 0 } = warning;
    const kind: ProcessWarning = kinds.get(name) ?? { name, count: 0, example: message, crowd: null };
    kind.count += 1;
    if (kinds.has(name) || kinds.size < MAX_KINDS) kinds.set(name, kind);
    const where = warning.emitter ?? warning.target;
    if (!where || type === undefined) return;
    crowds.meet(where, type);
    if (listeners > (kind.crowd?.listeners ?? 0))
      kind.crowd = { event: String(type), emitter: nameOf(where), listeners };
  };
  process.on('warning', meet);
  return { warnings: () => [...kinds.values()], crowds, stop: () => void process.off('warning', meet) };
}
