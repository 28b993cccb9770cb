import { monotonicMs } from '../../core/clock.ts';
import type { Joint, JointStretch } from '../../record/evidence/clients.ts';
import type { TargetSpec } from '../../scenario/types.ts';
import { type MeetingPoint, openMeeting, type Seat } from '../meeting.ts';
import { type SharedServer, startSharedServer } from '../server-process.ts';
import type { Target } from '../target.ts';
import type { Workplace } from '../workplace.ts';

/** From when all know of the moment at which they begin together until that moment: more than a message takes. */
const LEAD_MS = 50;

export interface JoinedCaseOptions {
  at: number;
  /** The shards that are to play it. */
  expected: readonly number[];
  spec: TargetSpec;
  /** How many places the server has: one for each shard of the run, by its index. */
  places: number;
  workplace: Workplace;
  host: string;
}

/** This many shards keep what all had together: it is long, and one blob or two may be lost. */
const KEEPERS = 3;

/** One case that shards play together against one server, which is there from the arrival of the last of them on. */
export class JoinedCase implements AsyncDisposable {
  readonly at: number;
  readonly expected: readonly number[];
  /** Nobody plays it any more. */
  isOver = false;
  private readonly here = new Set<number>();
  private readonly seats: Map<number, { gathering: Seat; parting: Seat }>;
  private readonly takeSeats;
  private server: SharedServer | undefined;
  private originMs = 0;
  private goAtMs = 0;
  private parted = 0;
  private readonly stretches: JointStretch[] = [];
  private joint: Joint | null = null;

  constructor({ at, expected, spec, places, workplace, host }: JoinedCaseOptions) {
    this.at = at;
    this.expected = expected;
    const gathering = openMeeting(expected.length, async (point) => {
      if (point === 'start') this.server = await startSharedServer(spec, workplace, places, host);
      else await this.cut();
      // All may have left while it started.
      if (this.isOver) await this[Symbol.asyncDispose]();
      this.originMs ||= monotonicMs();
      this.goAtMs = monotonicMs() + LEAD_MS;
    });
    const parting = openMeeting(expected.length, () => this.end());
    this.takeSeats = () => ({ gathering: gathering.takeSeat(), parting: parting.takeSeat() });
    this.seats = new Map(expected.map((index) => [index, this.takeSeats()]));
  }

  /** Waits for the others at a point; resolves to the moment, by the clock of this machine, at which all go on. */
  async meet(index: number, point: MeetingPoint): Promise<number> {
    this.here.add(index);
    await this.seatOf(index).gathering.arrive(point);
    return this.goAtMs;
  }

  /** The server as this shard sees it. */
  target(index: number): Target {
    const target = this.server?.targets[index - 1];
    if (!target) throw new Error(`shard ${index} asks for a server before it is there`);
    return target;
  }

  /**
   * This shard has played it. Resolves, when all have, to what they had together; null: they never had a load, or
   * others keep it.
   */
  async part(index: number): Promise<Joint | null> {
    const { gathering, parting } = this.seatOf(index);
    gathering[Symbol.dispose]();
    this.parted += 1;
    const isKeeper = this.parted <= KEEPERS;
    await parting.arrive('ended');
    return isKeeper ? this.joint : null;
  }

  /** This shard is gone, wherever it was: nobody waits for it any more. */
  leave(index: number): void {
    const { gathering, parting } = this.seatOf(index);
    this.here.delete(index);
    gathering[Symbol.dispose]();
    parting[Symbol.dispose]();
  }

  /** This shard was gone, and is to play it after all. */
  comeBack(index: number): void {
    this.seats.set(index, this.takeSeats());
  }

  /** The shards that have not come yet. */
  missing(): number[] {
    return this.expected.filter((index) => !this.here.has(index));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isOver = true;
    await this.server?.[Symbol.asyncDispose]();
  }

  private async cut(): Promise<void> {
    const window = await this.server?.cutJoint();
    const endMs = Math.round(monotonicMs() - this.originMs);
    if (window) this.stretches.push({ window, startMs: this.stretches.at(-1)?.endMs ?? 0, endMs });
  }

  private async end(): Promise<void> {
    const [before, load] = this.stretches;
    const series = await this.server?.jointSeries(this.originMs);
    if (before && load && series) this.joint = { before, load, series };
    await this[Symbol.asyncDispose]();
  }

  private seatOf(index: number) {
    const seat = this.seats.get(index);
    if (!seat) throw new Error(`shard ${index} does not play case ${this.at}`);
    return seat;
  }
}
