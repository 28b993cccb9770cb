import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Gone } from '../../child.ts';
import { ClientUnusable } from '../../client-unusable.ts';
import type { Guardian } from '../../guardian.ts';
import { Output } from './output.ts';

export interface ProcessOrder {
  /** The program and its arguments. */
  run: readonly string[];
  cwd: string;
  env: Record<string, string>;
  /** Whether lines are written to it; else its input is closed. */
  takesLines: boolean;
}

/** A running program. */
export interface RunningProcess {
  pid: number;
  child: ChildProcess;
  gone: Promise<Gone>;
  output: Output;
  /** Resolves when all that it printed has been read: after its end, unless what it left behind holds its pipes. */
  heard: Promise<unknown>;
  /** Closes its pipes, which a process that it left behind may hold open. */
  letGo(): void;
}

/** Starts a program without a shell, in a group of its own; rejects with code CLIENT_UNUSABLE where it cannot. */
export async function startProcess(
  { run, cwd, env, takesLines }: ProcessOrder,
  guardian: Guardian,
): Promise<RunningProcess> {
  const [program = '', ...rest] = run;
  const child = spawn(program, rest, {
    cwd,
    env,
    stdio: [takesLines ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const gone = once(child, 'exit').then(([exitCode, signal]): Gone => ({ exitCode, signal }));
  // One that could not be started does not end either.
  gone.catch(() => {});
  const heard = once(child, 'close').catch(() => {});
  await spawned(child, program, cwd);
  const { pid } = child as { pid: number };
  guardian.watch(pid);
  const output = new Output();
  output.follow(child.stdout);
  output.follow(child.stderr);
  // A program that closes its input, or ends, breaks the pipe; its end says so.
  child.stdin?.on('error', () => {});
  const letGo = () => {
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
  };
  return { pid, child, gone, output, heard, letGo };
}

async function spawned(child: ChildProcess, program: string, cwd: string): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new ClientUnusable(whyNot(error as NodeJS.ErrnoException, program, cwd));
  }
}

function whyNot({ code, message }: NodeJS.ErrnoException, program: string, cwd: string): string {
  // A folder of the PATH that is not ours to search is told as a program that is not ours to run.
  if (!program.includes('/') && (code === 'ENOENT' || code === 'EACCES')) {
    return `The program ${program} cannot be started: there is none of that name on the PATH that we may run`;
  }
  if (code === 'ENOENT') return `The program ${program} cannot be started: there is no such file in ${cwd}`;
  if (code === 'EACCES')
    return `The program ${program} cannot be started: it is not executable (chmod +x), or not ours`;
  return `The program ${program} cannot be started: ${message}`;
}
