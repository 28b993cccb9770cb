import type { Clock } from '../../core/clock.ts';
import type { MeasuredWatch, Selection } from '../../record/watch.ts';
import { sampleWithinBudget } from '../budget.ts';
import { lookCheaply } from '../outside.ts';
import { type WatchTarget, watchConnections } from './connections.ts';
import { Inbound } from './inbound.ts';
import { type Figures, WatchLines } from './lines.ts';
import type { Member } from './members.ts';
import { Roster } from './roster.ts';

export interface WatchOptions {
  selection: Selection;
  target: WatchTarget;
  clock: Clock;
  procRoot?: string;
  /** After each look but the first one, which is taken at once; also when nobody is left to look at. */
  onLook(): void;
}

/** What the kernel has shown until now. */
export type Watched = Pick<
  MeasuredWatch,
  'durationMs' | 'processes' | 'processesSeen' | 'whose' | 'ports' | 'sampling' | 'series' | 'notMeasured'
>;

export interface WatchRecorder extends Disposable {
  /** Looks once more, now, unless nobody is left. */
  look(): void;
  watched(): Watched;
  /** Whether any of the processes was there at the last look. */
  isAnyoneThere(): boolean;
}

/**
 * Looks at processes that run already and at their connections to the target, as often as the budget allows, until none
 * of them is left or this is disposed of. It reads what the kernel tells of them, and changes nothing in them.
 */
export function recordWatch({ selection, target, clock, procRoot = '/proc', onLook }: WatchOptions): WatchRecorder {
  const startMs = clock.nowMs();
  const roster = new Roster(selection, procRoot);
  const connections = watchConnections(target, procRoot);
  const inbound = new Inbound();
  const lines = new WatchLines();
  const notMeasured = new Set<string>();
  let [isThere, lastMs] = [false, 0];

  const takeDown = (nowMs: number) => {
    const counts = connections.look(roster.members, nowMs);
    if (counts) {
      const { byState, ...figures } = counts;
      lines.add(nowMs, figures);
      lines.addStates(nowMs, byState);
    } else notMeasured.add('connections: the kernel shows no table of them');
    lines.add(nowMs, {
      ...lookOutside(roster.members, notMeasured),
      inbound: inbound.look(roster.members, nowMs, procRoot),
      processes: roster.members.length,
    });
  };
  const sample = () => {
    lastMs = clock.nowMs() - startMs;
    isThere = roster.refresh(lastMs);
    if (isThere) takeDown(lastMs);
    return isThere;
  };
  let isFirst = true;
  const sampler = sampleWithinBudget(
    () => {
      const isAnyoneThere = sample();
      if (!isFirst) onLook();
      isFirst = false;
      return isAnyoneThere;
    },
    clock,
    'watch',
  );

  return {
    look: () => {
      if (isThere) sample();
    },
    isAnyoneThere: () => isThere,
    watched: () => ({
      durationMs: Math.round(lastMs),
      processes: roster.list(),
      processesSeen: roster.seen,
      whose: connections.areOfAll ? 'all clients' : 'these processes',
      ports: connections.ports,
      sampling: sampler.sampling(),
      series: lines.series(),
      notMeasured: [...connections.notMeasured, ...notMeasured],
    }),
    [Symbol.dispose]: () => sampler[Symbol.dispose](),
  };
}

/** All of them together; says whose descriptors are not ours to count. */
function lookOutside(members: readonly Member[], notMeasured: Set<string>): Figures {
  const sums = { descriptors: 0, threads: 0, rssBytes: 0 };
  for (const { pid, name } of members) {
    const { descriptors, threads, rssBytes } = lookCheaply({ pid });
    if (descriptors === null && threads !== null) {
      notMeasured.add(`the descriptors of ${name} (pid ${pid}): not ours to list`);
    }
    sums.descriptors += descriptors ?? 0;
    sums.threads += threads ?? 0;
    sums.rssBytes += rssBytes ?? 0;
  }
  return sums;
}
