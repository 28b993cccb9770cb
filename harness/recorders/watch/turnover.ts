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
  metOnce: number;
  brief: number;
  unowned: number;
}

interface Seen extends End {
  closeWaitSinceMs: number | null;
  /** Opened since the look before. */
  isFresh: boolean;
  /** Another process's for sure: at two looks nobody of ours had it. Also of what is left of it. */
  isOthers: boolean;
}

/**
 * Tells by comparing each look with the one before what was opened and closed in between, as far as it lived to be seen
 * or left an end behind, and what has lasted.
 */
export class Turnover {
  private before = new Map<string, Seen>();
  private isFirst = true;
  private readonly since = { opened: 0, closed: 0, metOnce: 0, brief: 0, unowned: 0 };

  look(ends: readonly End[], nowMs: number): TurnoverCounts {
    const seen = new Map(ends.map((end) => [end.key, this.follow(end, nowMs)]));
    for (const one of this.before.values()) if (!isSame(one, seen.get(one.key))) this.note(one);
    const lasting = [...seen.values()].filter((one) => isEstablished(one) && isSame(this.before.get(one.key), one));
    const counts = { ...countsOf([...seen.values()], nowMs), mostLasting: mostOfOne(lasting), ...this.since };
    this.before = seen;
    this.isFirst = false;
    return counts;
  }

  private follow(end: End, nowMs: number): Seen {
    const before = this.before.get(end.key);
    const wasThere = isSame(before, end);
    if (!wasThere && end.owner === 'other') this.since.unowned += 1;
    if (!wasThere && !this.isFirst) {
      if (isOwn(end)) this.since.opened += 1;
      else if (end.owner === 'nobody' && before === undefined) this.since.brief += 1;
    }
    const waitedBefore = wasThere ? (before?.closeWaitSinceMs ?? null) : null;
    return {
      ...end,
      isFresh: !wasThere && !this.isFirst,
      closeWaitSinceMs: end.state === 'close-wait' ? (waitedBefore ?? nowMs) : null,
      isOthers:
        end.owner === 'other' ? wasThere || this.isFirst : end.owner === 'nobody' && (before?.isOthers ?? false),
    };
  }

  /** One that is gone, or of which only an end is left. */
  private note(gone: Seen): void {
    if (isOwn(gone)) {
      this.since.closed += 1;
      if (gone.isFresh) this.since.metOnce += 1;
    }
    // Closed before its owner was found.
    else if (gone.owner === 'other' && !gone.isOthers) this.since.brief += 1;
  }
}

function countsOf(seen: readonly Seen[], nowMs: number) {
  const counted = seen.filter(({ owner, isOthers, isServers }) => owner !== 'other' && !isOthers && !isServers);
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
