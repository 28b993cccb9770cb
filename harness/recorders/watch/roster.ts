import type { Selection, WatchedProcess } from '../../record/watch.ts';
import { findMembers, isAlive, type Member } from './members.ts';

/** A look at all processes takes long where they are many. */
const FIND_EVERY_MS = 5_000;
/** A service that starts a process for each request has as many as it likes. */
const MOST_KEPT = 100;

/** Who is watched, as processes come and go. */
export class Roster {
  members: readonly Member[] = [];
  /** How many there have been. */
  seen = 0;
  private readonly kept: WatchedProcess[] = [];
  private foundMs = Number.NEGATIVE_INFINITY;
  private readonly selection: Selection;
  private readonly procRoot: string;

  constructor(selection: Selection, procRoot: string) {
    this.selection = selection;
    this.procRoot = procRoot;
  }

  /** Leaves out who has ended, and looks now and then for who was started; nobody is left: false. */
  refresh(nowMs: number): boolean {
    const alive = this.members.filter((member) => isAlive(member, this.procRoot));
    for (const member of this.members) if (!alive.includes(member)) this.leave(member, nowMs);
    this.members = alive;
    if (alive.length === 0 || nowMs - this.foundMs >= FIND_EVERY_MS) this.findMore(nowMs);
    return this.members.length > 0;
  }

  list(): WatchedProcess[] {
    return this.kept.map((one) => ({ ...one }));
  }

  private findMore(nowMs: number): void {
    const isFirst = this.foundMs === Number.NEGATIVE_INFINITY;
    this.foundMs = nowMs;
    // A number that was asked for may be somebody else's by now; those that are known to live are the same.
    const pids = isFirst ? this.selection.pids : this.members.map(({ pid }) => pid);
    const found = findMembers({ ...this.selection, pids }, this.procRoot);
    const fresh = found.filter(({ pid }) => !this.members.some((member) => member.pid === pid));
    for (const { pid, name } of fresh) {
      this.seen += 1;
      if (this.kept.length < MOST_KEPT) this.kept.push({ pid, name, fromMs: Math.round(nowMs), untilMs: null });
    }
    this.members = [...this.members, ...fresh];
  }

  private leave({ pid }: Member, nowMs: number): void {
    const entry = this.kept.findLast((one) => one.pid === pid);
    if (entry) entry.untilMs = Math.round(nowMs);
  }
}
