import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { StreamNumber } from '../reply/frames.ts';
import { findProgram } from './programs/index.ts';
import type { Program } from './programs/program.ts';

/** Where a process's output goes; resolves when more is welcome. */
export type Sink = (stream: StreamNumber, bytes: Buffer) => undefined | Promise<unknown>;

/** An imitated process. Any signal that would end a program ends it at once, as under an init that forwards. */
export interface Process {
  readonly stdin: PassThrough;
  readonly exited: Promise<number>;
  /** Ends it as the signal of that number would. */
  kill(signal: number): void;
}

/** Why a command line cannot be run, in runc's words. */
export interface Unstartable {
  reason: string;
  /** 127: there is no such program; 126: it is there and cannot be run. */
  exitCode: 126 | 127;
}

export interface SpawnOptions {
  isTerminal: boolean;
  /** What was written before the start is in it. */
  stdin?: PassThrough;
}

export function spawn(commandLine: readonly string[], sink: Sink, options: SpawnOptions): Process | Unstartable {
  const [name = '', ...args] = commandLine;
  const program = findProgram(name);
  if (typeof program === 'function') return run(program, args, sink, options);
  return { exitCode: program === 'permission denied' ? 126 : 127, reason: `exec: "${name}": ${program}: unknown` };
}

export function isProcess(started: Process | Unstartable): started is Process {
  return 'exited' in started;
}

function run(program: Program, args: readonly string[], sink: Sink, options: SpawnOptions): Process {
  const { isTerminal, stdin = new PassThrough() } = options;
  const ending = new AbortController();
  // The program sees its stdin destroyed when it is killed; that is no error of anyone.
  stdin.on('error', () => {});
  const killed = once(ending.signal, 'abort').then(() => 128 + Number(ending.signal.reason));
  const finished = program(args, { write: sink, stdin, isTerminal, signal: ending.signal }).catch(() =>
    ending.signal.aborted ? killed : 1,
  );
  const exited = Promise.race([finished, killed]).finally(() => stdin.destroy());
  return { stdin, exited, kill: (signal) => ending.abort(signal) };
}
