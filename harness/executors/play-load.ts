import { type Clock, monotonicMs } from '../core/clock.ts';
import type { Pacer } from '../scenario/loads/kind.ts';
import { mostInFlight, pacerOf } from '../scenario/loads/load.ts';
import type { Client, Load, RequestSpec } from '../scenario/types.ts';
import { Deadline } from './deadline.ts';
import { NEVER_ANSWERED, type Outcome } from './outcome.ts';
import { Place } from './place.ts';
import { type ClockedTally, Tally } from './tally.ts';
import { takeTurns } from './turns.ts';

export interface LoadOutcome {
  tally: ClockedTally;
  /** HDR histogram of the answered requests. */
  latency: string;
}

/** What is played: these requests in turn, through this client, until the load's bound or `stop`. */
export interface LoadTask {
  client: Client;
  requests: readonly RequestSpec[];
  load: Load;
  stop: AbortSignal;
  clock: Clock;
}

/** Starts requests when the load's pacer says so, until that or `stop` ends the load; those in flight then end. */
export function playLoad(task: LoadTask): Promise<LoadOutcome> {
  return new Promise((resolve) => new PlayedLoad(task, resolve).begin());
}

/** A load while it is played: places are filled as long as requests are due, and filled again when theirs has ended. */
class PlayedLoad {
  private readonly task: LoadTask;
  private readonly done: (outcome: LoadOutcome) => void;
  private readonly pace: Pacer;
  private readonly next: () => RequestSpec;
  private readonly most: number;
  private readonly beganMs: number;
  private readonly tally = new Tally();
  private readonly deadline: Deadline;
  private readonly inFlight = new Set<Place>();
  private readonly free: Place[] = [];
  private started = 0;
  /** Requests in flight and places that rest after one. */
  private taken = 0;
  private cancelWait: (() => void) | null = null;
  private readonly fill = () => this.startDue();

  constructor(task: LoadTask, done: (outcome: LoadOutcome) => void) {
    this.task = task;
    this.done = done;
    this.pace = pacerOf(task.load);
    this.next = takeTurns(task.requests);
    this.most = mostInFlight(task.load);
    this.beganMs = task.clock.nowMs();
    this.deadline = new Deadline(task.clock, task.load.deadlineMs, (untilMs) => this.giveUp(untilMs));
  }

  begin(): void {
    this.task.stop.addEventListener('abort', this.fill, { once: true });
    this.startDue();
  }

  /** Starts the requests that are due, as far as there is room for them. */
  private startDue(): void {
    const { stop, clock } = this.task;
    while (this.taken < this.most) {
      const nowMs = clock.nowMs();
      const waitMs = stop.aborted ? 'stop' : this.pace(nowMs - this.beganMs, this.started);
      if (waitMs === 0) {
        this.startOne(nowMs);
        continue;
      }
      if (waitMs === 'stop') this.finish(nowMs);
      else this.wait(waitMs);
      return;
    }
  }

  private startOne(dueMs: number): void {
    const { client, load, clock } = this.task;
    this.started += 1;
    this.taken += 1;
    if (load.busyMs > 0) blockLoop(load.busyMs);
    const place = this.free.pop() ?? new Place((ended, outcome) => this.ended(ended, outcome));
    place.startedMs = load.busyMs > 0 ? clock.nowMs() : dueMs;
    place.fairlyBefore = this.tally.started(place.startedMs);
    this.inFlight.add(place);
    this.deadline.started(place.startedMs);
    place.send(client, this.next());
  }

  private ended(place: Place, outcome: Outcome): void {
    this.tally.ended(this.task.clock.nowMs(), outcome, place);
    this.inFlight.delete(place);
    this.free.push(place);
    this.leave();
  }

  /** A place is free again, at once or after its rest. */
  private leave(): void {
    const { load, clock } = this.task;
    if (load.pauseMs === 0) this.refill();
    else clock.after(load.pauseMs, () => this.refill());
    if (this.inFlight.size === 0) this.deadline.rest();
  }

  private refill(): void {
    this.taken -= 1;
    this.startDue();
  }

  /** The requests that started by then are left behind, with their places. */
  private giveUp(startedUntilMs: number): number | null {
    const { load, clock } = this.task;
    for (const place of this.inFlight) {
      // They stand in the order in which they started.
      if (place.startedMs > startedUntilMs) return place.startedMs;
      this.inFlight.delete(place);
      this.tally.ended(clock.nowMs(), NEVER_ANSWERED, place);
      place.giveUp(new Error(`no answer within ${load.deadlineMs} ms`));
      this.leave();
    }
    return null;
  }

  private wait(waitMs: number): void {
    this.cancelWait?.();
    this.cancelWait = this.task.clock.after(waitMs, this.fill);
  }

  private finish(nowMs: number): void {
    this.cancelWait?.();
    this.cancelWait = null;
    if (this.taken > 0) return;
    this.task.stop.removeEventListener('abort', this.fill);
    this.done(this.tally.result(nowMs - this.beganMs));
  }
}

/** Holds the event loop, as a client with work of its own does. */
function blockLoop(ms: number): void {
  const untilMs = monotonicMs() + ms;
  while (monotonicMs() < untilMs);
}
