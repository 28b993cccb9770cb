import { type Clock, monotonicMs } from '../core/clock.ts';
import { type Lost, NOTHING_LOST } from '../core/lost-time.ts';
import type { Pacer } from '../scenario/loads/kind.ts';
import { mostInFlight, pacerOf } from '../scenario/loads/load.ts';
import type { Client, Load, RequestSpec } from '../scenario/types.ts';
import { Deadline } from './deadline.ts';
import { type LoadSoFar, tellNowAndThen } from './load-so-far.ts';
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
  /** What the machine keeps from this process; absent: nobody counts it. */
  lost?: Lost;
  /** Is told how the load stands, once a second at most, and at its end. */
  tell?: ((soFar: LoadSoFar) => void) | undefined;
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
  private readonly tally: Tally;
  private readonly lost: Lost;
  private readonly deadline: Deadline;
  private readonly tell: ReturnType<typeof tellNowAndThen> | null;
  private places: Place[] = [];
  private readonly free: Place[] = [];
  private started = 0;
  private inFlight = 0;
  /** Requests in flight and places that rest after one. */
  private taken = 0;
  private cancelWait: (() => void) | null = null;
  private readonly soFar = () => this.tally.soFar();
  private readonly fill = () => this.startDue(this.task.clock.nowMs());

  constructor(task: LoadTask, done: (outcome: LoadOutcome) => void) {
    this.task = task;
    this.lost = task.lost ?? NOTHING_LOST;
    this.tally = new Tally(this.lost);
    this.done = done;
    this.pace = pacerOf(task.load);
    this.next = takeTurns(task.requests);
    this.most = mostInFlight(task.load);
    this.beganMs = task.clock.nowMs();
    this.tell = task.tell ? tellNowAndThen(task.tell) : null;
    this.deadline = new Deadline(runningClock(task.clock, this.lost), task.load.deadlineMs, (untilMs) =>
      this.giveUp(untilMs),
    );
  }

  begin(): void {
    this.task.stop.addEventListener('abort', this.fill, { once: true });
    this.fill();
  }

  /** Starts the requests that are due, as far as there is room for them. */
  private startDue(sinceMs: number): void {
    const { stop, clock } = this.task;
    for (let nowMs = sinceMs; this.taken < this.most; ) {
      const waitMs = stop.aborted ? 'stop' : this.pace(nowMs - this.beganMs, this.started);
      if (waitMs === 0) {
        this.startOne(nowMs);
        // After the last one nobody asks for the time.
        if (this.taken < this.most) nowMs = clock.nowMs();
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
    const place = this.free.pop() ?? this.openPlace();
    // Asked before the clock, so that a stop between the two makes the deadline longer and not shorter.
    const lostMs = this.lost.totalMs();
    place.startedMs = load.busyMs > 0 ? clock.nowMs() : dueMs;
    place.startedRunningMs = place.startedMs - lostMs;
    place.fairlyBefore = this.tally.started(place.startedMs);
    this.inFlight += 1;
    this.deadline.started(place.startedRunningMs);
    place.send(client, this.next());
  }

  private openPlace(): Place {
    const place = new Place((ended, outcome) => {
      this.free.push(ended);
      this.ended(ended, outcome);
    });
    this.places.push(place);
    return place;
  }

  /** There is room for another request, at once or after a rest. */
  private ended(place: Place, outcome: Outcome): void {
    const { load, clock } = this.task;
    const nowMs = clock.nowMs();
    this.tally.ended(nowMs, outcome, place);
    this.inFlight -= 1;
    this.tell?.(nowMs, this.soFar);
    if (load.pauseMs === 0) this.refill(nowMs);
    else clock.after(load.pauseMs, () => this.refill(clock.nowMs()));
    if (this.inFlight === 0) this.deadline.rest();
  }

  private refill(nowMs: number): void {
    this.taken -= 1;
    this.startDue(nowMs);
  }

  /**
   * The requests that started by then, in the time for which this process ran, are left behind with their places; when
   * the oldest of the others started.
   */
  private giveUp(startedUntilMs: number): number | null {
    const isLate = (place: Place) => place.isInFlight && place.startedRunningMs <= startedUntilMs;
    const late = this.places.filter(isLate);
    this.places = this.places.filter((place) => !isLate(place));
    for (const place of late) {
      place.giveUp(new Error(`no answer within ${this.task.load.deadlineMs} ms`));
      this.ended(place, NEVER_ANSWERED);
    }
    const inFlight = this.places.filter((place) => place.isInFlight);
    return inFlight.reduce<number | null>(
      (oldestMs, { startedRunningMs }) => Math.min(oldestMs ?? startedRunningMs, startedRunningMs),
      null,
    );
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
    this.task.tell?.(this.tally.soFar());
    this.done(this.tally.result(nowMs - this.beganMs));
  }
}

/**
 * It stands while the machine keeps the process from running, and goes back a little where that is heard of late; a
 * timer of it may be early then, and is set again.
 */
function runningClock(clock: Clock, lost: Lost): Clock {
  return {
    nowMs: () => clock.nowMs() - lost.totalMs(),
    after: (delayMs, work) => clock.after(delayMs, work),
  };
}

/** Holds the event loop, as a client with work of its own does. */
function blockLoop(ms: number): void {
  const untilMs = monotonicMs() + ms;
  while (monotonicMs() < untilMs);
}
