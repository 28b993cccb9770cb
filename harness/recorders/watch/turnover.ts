import { WATCH_CONNECTIONS } from '../../core/bounds/watch-connections.ts';
import type { Owner } from './socket-owners.ts';

/** The client's end of a connection to the target, as one look found it. */
export interface End {
  /** Both addresses: the same for as long as the connection lives, and for the one that has its port after it. */
  key: string;
  state: string;
  /** 0 where no descriptor stands for it any more. */
  inode: number;
  owner: Owner | 'nobody';
  /** Only the server's end is left: it tells that there was a connection, and holds none of the client's ports. */
  isServers?: boolean;
}

export interface TurnoverCounts {
  byState: Record<string, number>;
  held: number;
  mostEstablished: number;
  mostLasting: number;
  closeWaitStaying: number;
  opened: number;
  closed: number;
  brief: number;
  ofOthers: number;
}

interface Seen extends End {
  closeWaitSinceMs: number | null;
  /** What nobody holds any more was another process's. */
  wasOfOthers: boolean;
}

/**
 * Tells by comparing each look with the one before what was opened and closed in between, as far as it lived to be seen
 * or left an end behind, and what has lasted.
 */
export class Turnover {
  private before = new Map<string, Seen>();
  private isFirst = true;
  private readonly since = { opened: 0, closed: 0, brief: 0, ofOthers: 0 };

  look(ends: readonly End[], nowMs: number): TurnoverCounts {
    const seen = new Map(ends.map((end) => [end.key, this.follow(end, nowMs)]));
    for (const one of this.before.values()) {
      if (isOwn(one) && !isSame(one, seen.get(one.key))) this.since.closed += 1;
    }
    const lasting = [...seen.values()].filter((one) => isEstablished(one) && isSame(this.before.get(one.key), one));
    const counts = { ...countsOf([...seen.values()], nowMs), mostLasting: mostOfOne(lasting), ...this.since };
    this.before = seen;
    this.isFirst = false;
    return counts;
  }

  private follow(end: End, nowMs: number): Seen {
    const before = this.before.get(end.key);
    if (!isSame(before, end)) {
      if (end.owner === 'other') this.since.ofOthers += 1;
      else if (isOwn(end) && !this.isFirst) this.since.opened += 1;
      else if (end.owner === 'nobody' && before === undefined && !this.isFirst) this.since.brief += 1;
    }
    const waitedBefore = isSame(before, end) ? (before?.closeWaitSinceMs ?? null) : null;
    return {
      ...end,
      closeWaitSinceMs: end.state === 'close-wait' ? (waitedBefore ?? nowMs) : null,
      wasOfOthers: end.owner === 'other' || (end.owner === 'nobody' && (before?.wasOfOthers ?? false)),
    };
  }
}

function countsOf(seen: readonly Seen[], nowMs: number) {
  const counted = seen.filter(({ wasOfOthers, isServers }) => !wasOfOthers && !isServers);
  return {
    byState: Object.fromEntries(
      Map.groupBy(counted, ({ state }) => state)
        .entries()
        .map(([state, { length }]) => [state, length]),
    ),
    held: counted.filter(isOwn).length,
    mostEstablished: mostOfOne(counted.filter(isEstablished)),
    closeWaitStaying: counted.filter(
      ({ closeWaitSinceMs }) =>
        closeWaitSinceMs !== null && nowMs - closeWaitSinceMs >= WATCH_CONNECTIONS.closeWaitStaysMs.is,
    ).length,
  };
}

function isOwn({ owner }: End): boolean {
  return typeof owner === 'number';
}

function isEstablished(end: End): boolean {
  return isOwn(end) && end.state === 'established';
}

/** Whether it is the same socket; what nobody holds is the same as what nobody held. */
function isSame(one: End | undefined, other: End | undefined): boolean {
  return one !== undefined && other !== undefined && one.inode === other.inode;
}

/** The most of them that belong to one process. */
function mostOfOne(ends: readonly End[]): number {
  return Math.max(
    0,
    ...Map.groupBy(ends, ({ owner }) => owner)
      .values()
      .map(({ length }) => length),
  );
}
