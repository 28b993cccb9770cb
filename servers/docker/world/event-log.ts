import { nowNs } from './time.ts';

export interface DaemonEvent {
  type: 'container' | 'network' | 'image' | 'volume';
  action: string;
  actor: { id: string; attributes: Record<string, string> };
  timeNs: bigint;
}

// As many as dockerd keeps for `since`.
const KEPT_EVENTS = 256;

/** What happened, for those who ask later and those who listen. */
export class EventLog {
  private readonly kept: DaemonEvent[] = [];
  private readonly listeners = new Set<(event: DaemonEvent) => void>();

  add(event: Omit<DaemonEvent, 'timeNs'>, timeNs = nowNs()): void {
    const stamped = { ...event, timeNs };
    this.kept.push(stamped);
    if (this.kept.length > KEPT_EVENTS) this.kept.shift();
    for (const listener of this.listeners) listener(stamped);
  }

  /** Those that are still kept, oldest first. */
  past(): readonly DaemonEvent[] {
    return this.kept;
  }

  /** Calls `listener` with every event to come, until the function that it returns is called. */
  listen(listener: (event: DaemonEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get listenerCount(): number {
    return this.listeners.size;
  }
}
