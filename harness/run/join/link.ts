import { once } from 'node:events';
import { WebSocket } from 'ws';
import { monotonicMs, REAL_CLOCK } from '../../core/clock.ts';
import { commandLine } from '../../core/command-line.ts';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import type { Calls, Reply } from '../../core/ipc.ts';
import { makeCalls } from '../calls.ts';
import type { CoordinatorHandlers } from './coordinator.ts';
import { explainJoin, type Hello } from './hello.ts';

/** The clocks are asked this often, and the quickest answer is believed. */
const LOOKS_AT_CLOCK = 9;

/** How this machine's clocks stand to those of the coordinator. */
export interface ClockOffsets {
  /** To be added to this machine's monotonic clock; right to half of the round trip. */
  offsetMs: number;
  roundTripMs: number;
  /** By how much this machine's time of day is ahead. */
  wallAheadMs: number;
}

/** A shard's end of its connection to the coordinator. */
export interface Link extends AsyncDisposable {
  index: number;
  total: number;
  /** The host that the coordinator was found at. */
  host: string;
  calls: Calls<CoordinatorHandlers>;
  clock: ClockOffsets;
  /** The coordinator is gone. */
  isLost(): boolean;
}

/** Comes to the coordinator at `url`, whose path is the token; throws where that is not there or refuses. */
export async function joinRun(url: URL, hello: Omit<Hello, 'token'>): Promise<Link> {
  const socket = new WebSocket(`ws://${url.host}/`);
  await once(socket, 'open').catch((error) => {
    throw new PoolproofError('NO_COORDINATOR', `There is no coordinator at ${url.host}: ${messageOf(error)}`, {
      exitCode: EXIT.usage,
      hint: `Start one with \`${commandLine('servers', '--join-port N')}\`, which prints what shards are told.`,
      cause: error,
    });
  });
  socket.on('error', () => {});
  let isLost = false;
  const gone = once(socket, 'close').then(() => {
    isLost = true;
    return (call: string) => new Error(`${call}: the coordinator is gone`);
  });
  const calls = makeCalls<CoordinatorHandlers>({
    clock: REAL_CLOCK,
    send: (request) => socket.send(JSON.stringify(request), () => {}),
    onReply: (hear) => void socket.on('message', (data) => hear(JSON.parse(String(data)) as Reply)),
    gone,
    late: (call, timeoutMs) => new Error(`${call}: no answer within ${timeoutMs} ms`),
  });
  const close = async () => {
    // Nobody may be there to hear it.
    await calls.bye(undefined).catch(() => {});
    socket.close();
    await gone;
  };
  try {
    await calls.hello({ ...hello, token: url.pathname.slice(1) });
    const clock = await lookAtClocks(calls);
    const { index, total } = hello;
    return { index, total, host: url.hostname, calls, clock, isLost: () => isLost, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw explainJoin(error);
  }
}

/** By Cristian's algorithm: the answer was given half-way between asking and hearing, as nearly as anybody knows. */
async function lookAtClocks(calls: Link['calls']): Promise<ClockOffsets> {
  const looks: ClockOffsets[] = [];
  for (let look = 0; look < LOOKS_AT_CLOCK; look += 1) {
    const askedMs = monotonicMs();
    const { monotonicMs: theirMs, wallMs } = await calls.clocks(undefined);
    const heardMs = monotonicMs();
    const roundTripMs = heardMs - askedMs;
    const wallAheadMs = Math.round(Date.now() - roundTripMs / 2 - wallMs);
    looks.push({ offsetMs: theirMs - (askedMs + heardMs) / 2, roundTripMs, wallAheadMs });
  }
  return looks.sort((one, other) => one.roundTripMs - other.roundTripMs)[0] as ClockOffsets;
}
