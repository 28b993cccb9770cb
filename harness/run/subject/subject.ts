import type { Lacks } from '../../record/abilities.ts';
import type { CloseOutcome } from '../../record/evidence/case.ts';
import type { Failure, SignalRound } from '../../record/evidence/requests.ts';
import type { Agents, CollectedListeners, InsideLook, ProcessWarning } from '../../record/evidence/subject.ts';
import type { Series } from '../../record/schema.ts';
import type { ClientOptions, Load, RequestSpec } from '../../scenario/types.ts';
import type { Gone } from '../child.ts';
import type { Grace } from './close-within.ts';
import type { TimedLoad } from './host-client.ts';

/**
 * What is under test, as a run sees it. Every subject can be started and let go, and tells when it is gone; the rest is
 * abilities, all of which a Node client in our worker has. Where one is missing, the phase that needs it is not played
 * and the check that needs it is skipped; both say why.
 */
export interface Subject extends Partial<Abilities>, Partial<ProgramAbilities>, AsyncDisposable {
  /** The process that is watched from outside; 0 as long as there is none, or where it is not the subject's alone. */
  readonly pid: number;
  /** Those that it started, as far as they are known; absent: nobody looks for them. */
  readonly others?: readonly number[];
  /** The last lines that it printed. */
  output: readonly string[];
  gone: Promise<Gone>;
  /** What the placeholders in the URLs of its gauges stand for, from its start on; absent: it has none. */
  readonly places?: Readonly<Record<string, string>>;
  /** Why it cannot do what it cannot, as the end of a sentence. */
  lacks: Lacks;
  /** Rejects with code CLIENT_UNUSABLE where it cannot be started. */
  start(where: Destination): Promise<Started>;
  /** Lets it go: from here on it must end by itself. */
  stop(): Promise<void>;
}

/** What a client can do when it is asked. */
export interface Abilities {
  /** Sends requests until the load is through or `stop` aborts. */
  load(order: LoadOrder, stop: AbortSignal): Promise<SubjectLoad>;
  /** Opens long-lived responses, which stay open until it is closed; tells which failed. */
  streams(paths: string[]): Promise<Failure[]>;
  /** Sends two rounds of requests that share one signal, and counts the listeners that are left on it. */
  shareSignal(order: LoadOrder): Promise<SignalRound[]>;
  /** Another client like it, in a process of its own, for which a name can be made to resolve late. */
  second(): Subject & Pick<Abilities, 'load'>;
  /** What it holds inside, now. */
  look(): Promise<InsideLook>;
  /** Collects its garbage by force; `turns`: how often, if not until nothing more can come of it. */
  collect(turns?: number): Promise<Collected>;
  /** What was heard of it since its start. */
  heard(originMs: number): Promise<Heard>;
  /** Closes its client; null where that has no close(). */
  close(grace: Grace): Promise<CloseOutcome | null>;
  /** What keeps its process from ending, by kind. */
  keptAlive(): Promise<Record<string, number>>;
  /** Its process is its own, and ends when nothing keeps it. */
  exit: true;
}

/** What a whole program can do, or is done to it. */
export interface ProgramAbilities {
  /** Gets lines to work on, for as long as the load would last, or as many. */
  feed(order: FeedOrder, stop: AbortSignal): Promise<Fed>;
  /** Goes on with its own work, that long or until it ends by itself; tells its processor time, null: not known. */
  work(durationMs: number, stop: AbortSignal): Promise<number | null>;
  /** Looks for what it started, which costs too much during a load. */
  lookForOthers(): void;
  /** All that is kept of what it printed: its head and its tail. */
  printed(): string;
  /** What it started and left running after its own end, by name and number. */
  survivors(): Promise<string[]>;
}

export interface Destination {
  options: ClientOptions;
  /** The addresses to which the server's name resolves, late; absent: names are what they are. */
  slowNames?: string[];
  /** How many requests have reached the target so far. */
  requestsAtTarget?(): Promise<number>;
}

export interface Started {
  /** The version of Node that it runs on; null where it is no Node. */
  node: string | null;
}

/** What became of a load; what it cost the subject is null where nobody can tell. */
export type SubjectLoad = Omit<TimedLoad, 'cpuMicros'> & {
  cpuMicros: number | null;
  /** What it cost the process of ours that calls the subject; absent: there is none. */
  callerCpuMicros?: number | null;
};

export interface FeedOrder {
  /** Null: no bound by number. */
  lines: number | null;
  durationMs: number | null;
  /** A program that takes nothing for so long is fed no more. */
  deadlineMs: number;
}

/** What became of the lines. */
export interface Fed {
  /** Lines that were written. */
  lines: number;
  /** How long the program did not take any more, so that nothing was written. */
  heldUpMs: number;
  elapsedMs: number;
  /** Its processor time meanwhile, with all that it started; null: not known. */
  cpuMicros: number | null;
}

export interface LoadOrder {
  requests: RequestSpec[];
  load: Load;
  /** The file in which the subject tells how the load stands; absent: it tells what became of it, at its end. */
  tellTo?: string | undefined;
}

export interface Collected {
  inside: InsideLook;
  /** What the collection took off an emitter that is still there. */
  listeners: CollectedListeners | null;
}

export interface Heard {
  warnings: ProcessWarning[];
  agents: Agents | null;
  connections: Series;
}
