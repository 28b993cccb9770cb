import { EventEmitter, getEventListeners } from 'node:events';
import type { CollectedListeners } from '../record/evidence/subject.ts';

const MAX_CROWDS = 1_000;

/** Whose listeners Node has warned of: an emitter, or the target of DOM events. */
type Emitter = EventEmitter | EventTarget;

/** Emitters that Node has warned of, with how many listeners they have; none of them is held. */
export class Crowds {
  private readonly crowds: { where: WeakRef<Emitter>; event: string | symbol }[] = [];

  meet(where: Emitter, event: string | symbol): void {
    if (this.crowds.length < MAX_CROWDS) this.crowds.push({ where: new WeakRef(where), event });
  }

  /** The most listeners that is left on any one of them; null where there is none. */
  mostListeners(): number | null {
    return this.crowds.length === 0 ? null : Math.max(...this.counts());
  }

  /** The listeners of each, in the order in which they were met; 0 for one that is collected. */
  counts(): number[] {
    return this.crowds.map(({ where, event }) => countListeners(where.deref(), event));
  }

  /**
   * The emitter that has lost most since `before` was counted, if any lost some. One that was collected itself is
   * garbage, and whatever listened to it is no leak.
   */
  mostLost(before: readonly number[]): CollectedListeners | null {
    const lost = this.crowds.flatMap(({ where, event }, at) => {
      const emitter = where.deref();
      if (!emitter) return [];
      const [then, now] = [before[at] ?? 0, countListeners(emitter, event)];
      return then > now ? [{ event: String(event), emitter: nameOf(emitter), before: then, after: now }] : [];
    });
    return lost.sort((a, b) => b.before - b.after - (a.before - a.after))[0] ?? null;
  }
}

export function nameOf(emitter: Emitter): string {
  return emitter.constructor.name;
}

function countListeners(where: Emitter | undefined, event: string | symbol): number {
  if (where === undefined) return 0;
  return where instanceof EventEmitter ? where.listenerCount(event) : getEventListeners(where, event as string).length;
}
