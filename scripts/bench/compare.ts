import { monotonicMs } from '../../harness/core/clock.ts';
import { cpuMs } from './processes.ts';
import { type Spread, spreadOf } from './spread.ts';

/**
 * One of two things that are compared: it plays a slice of load and says how many requests or connections came through.
 */
export interface Side {
  play(): Promise<number>;
  /** The processes whose CPU time is charged to this side. */
  pids: readonly number[];
}

/** What is measured, and the same without it. */
export interface Pair {
  subject: Side;
  control: Side;
}

export interface Effort {
  rounds: number;
  /** How often each side plays in a round, after the slices that warm it up. */
  slices: number;
  /** Slices that are not counted; absent: WARM_UP. */
  warmUp?: number;
}

/** The compiler needs about a second of load, which is this many of the usual slices. */
export const WARM_UP = 4;

/** Subject by control, one pair a round. */
export interface Ratios {
  /** Done in a second of wall time: below 1 the subject is slower. */
  throughput: Spread;
  /** CPU time for each request: above 1 the subject costs more. Other work on the machine hardly moves it. */
  cpu: Spread;
}

/** As if all their rounds had been those of one comparison. */
export function poolRatios(all: readonly Ratios[]): Ratios {
  return {
    throughput: spreadOf(all.flatMap(({ throughput }) => throughput.ratios)),
    cpu: spreadOf(all.flatMap(({ cpu }) => cpu.ratios)),
  };
}

/**
 * Compares in rounds of fresh processes, because two processes of the same code differ by a few per cent. Within a
 * round the sides take turns in short slices, each compared with its neighbour, and the centre of these is the round's
 * ratio: whatever else the machine does falls on both, or on few.
 */
export async function compare(
  { rounds, slices, warmUp = WARM_UP }: Effort,
  open: (processes: AsyncDisposableStack) => Promise<Pair>,
): Promise<Ratios> {
  const throughput: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await using processes = new AsyncDisposableStack();
    const pair = await open(processes);
    // What comes of being first falls on both, too, over an even number of rounds.
    await warm(round % 2 === 0 ? [pair.subject, pair.control] : [pair.control, pair.subject], warmUp);
    const ratios = await playRound(pair, slices);
    // The centre of the slices is moved by single ones as little as their median, and needs a third fewer of them.
    throughput.push(spreadOf(ratios.map((ratio) => ratio.throughput)).centre);
    cpu.push(spreadOf(ratios.map((ratio) => ratio.cpu)).centre);
  }
  return { throughput: spreadOf(throughput), cpu: spreadOf(cpu) };
}

async function warm(sides: readonly Side[], slices: number): Promise<void> {
  for (const side of sides) for (let slice = 0; slice < slices; slice += 1) await side.play();
}

async function playRound(pair: Pair, slices: number) {
  const accounts = { subject: [] as Account[], control: [] as Account[] };
  for (let slice = 0; slice < slices; slice += 1) {
    // Each goes first as often as second: what one leaves behind, such as garbage, is there when the other begins.
    const order = slice % 2 === 0 ? (['subject', 'control'] as const) : (['control', 'subject'] as const);
    for (const name of order) accounts[name].push(await takeAccount(pair[name]));
  }
  return accounts.subject.map((own, slice) => {
    const other = accounts.control[slice] as Account;
    return { throughput: own.perMs / other.perMs, cpu: own.cpuMsEach / other.cpuMsEach };
  });
}

interface Account {
  perMs: number;
  cpuMsEach: number;
}

async function takeAccount({ play, pids }: Side): Promise<Account> {
  const [startedMs, cpuBeforeMs] = [monotonicMs(), cpuMs(pids)];
  const done = await play();
  return { perMs: done / (monotonicMs() - startedMs), cpuMsEach: (cpuMs(pids) - cpuBeforeMs) / done };
}
