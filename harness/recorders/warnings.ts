import { EventEmitter, getEventListeners } from 'node:events';
import type { ProcessWarning } from '../record/evidence/subject.ts';

const MAX_KINDS = 20;
const MAX_EMITTERS = 1_000;

export interface WarningCollector {
  /** By name, with an example of each. */
  warnings(): ProcessWarning[];
  /** The most listeners that is left on anything whose listeners Node has warned of; null where it named nothing. */
  listenersMax(): number | null;
}

/** What MaxListenersExceededWarning carries beside its message: an emitter, or the target of DOM events. */
interface ListenersWarning extends Error {
  emitter?: EventEmitter;
  target?: EventTarget;
  type?: string | symbol;
}

/** Collects the warnings that the process emits; what it prints stays as it is, and nothing that is warned of is held. */
export function collectWarnings(): WarningCollector {
  const kinds = new Map<string, ProcessWarning>();
  const crowded: { where: WeakRef<EventEmitter | EventTarget>; event: string }[] = [];
  process.on('warning', (warning: ListenersWarning) => {
    const { name, message, type } = warning;
    const kind = kinds.get(name) ?? { name, count: 0, example: message };
    kind.count += 1;
    if (kinds.has(name) || kinds.size < MAX_KINDS) kinds.set(name, kind);
    const where = warning.emitter ?? warning.target;
    if (where && type !== undefined && crowded.length < MAX_EMITTERS) {
      crowded.push({ where: new WeakRef(where), event: type as string });
    }
  });
  return {
    warnings: () => [...kinds.values()],
    listenersMax: () =>
      crowded.length === 0
        ? null
        : Math.max(...crowded.map(({ where, event }) => countListeners(where.deref(), event))),
  };
}

function countListeners(where: EventEmitter | EventTarget | undefined, event: string): number {
  if (where === undefined) return 0;
  return where instanceof EventEmitter ? where.listenerCount(event) : getEventListeners(where, event).length;
}
