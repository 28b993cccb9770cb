import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { REAL_CLOCK } from '../core/clock.ts';
import type { Calls, Handlers } from '../core/ipc.ts';
import { runDelayOf } from '../core/run-delay.ts';
import { type Line, makeCalls } from './calls.ts';
import type { Guardian } from './guardian.ts';
import { withoutProxies } from './proxies.ts';

const OUTPUT_LINES = 40;

/** How a child process ended. */
export interface Gone {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
}

/** A child process of ours with its typed calls. Disposing of it kills it and all that it started. */
export interface Child<H extends Handlers> extends AsyncDisposable {
  pid: number;
  calls: Calls<H>;
  gone: Promise<Gone>;
  /** The last lines that it printed, on either stream. */
  output: string[];
}

/** A call came to nothing because the child is gone or does not answer. */
export class ChildSilent extends Error {
  readonly code: 'CHILD_GONE' | 'NO_ANSWER';

  constructor(code: 'CHILD_GONE' | 'NO_ANSWER', message: string) {
    super(message);
    this.code = code;
  }
}

export interface ChildOptions {
  guardian: Guardian;
  execArgv?: string[];
  execPath?: string;
}

/** Starts `entry` in a process of its own, which leads a group of its own and answers the calls of `H`. */
export function startChild<H extends Handlers>(
  entry: URL,
  { guardian, execArgv = [], execPath }: ChildOptions,
): Child<H> {
  const child = fork(fileURLToPath(entry), [], {
    execArgv,
    ...(execPath ? { execPath } : {}),
    env: withoutProxies(process.env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in the terminal reaches only us, who end children in order.
    detached: true,
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${execPath ?? process.execPath} could not be started`);
  guardian.watch(pid);
  const gone = once(child, 'exit').then(([exitCode, signal]): Gone => {
    // What it started is in its group and goes with it.
    killGroup(pid);
    guardian.forget(pid);
    return { exitCode, signal };
  });
  return {
    pid,
    calls: makeCalls<H>({ ...channelTo(child, gone), lost: runDelayOf(pid) }),
    gone,
    output: keepLastLines(child),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) killGroup(pid);
      await gone;
    },
  };
}

/** Calls over the channel of a process. */
function channelTo(child: ChildProcess, gone: Promise<Gone>): Line {
  // A write to a child that has just gone fails here; the caller learns it from `gone`.
  child.on('error', () => {});
  return {
    clock: REAL_CLOCK,
    send: (request) => void (child.connected && child.send(request, () => {})),
    onReply: (hear) => void child.on('message', hear),
    gone: gone.then((how) => (call) => silentForGood(call, how)),
    late: (call, timeoutMs) => new ChildSilent('NO_ANSWER', `${call}: no answer within ${timeoutMs} ms`),
  };
}

function silentForGood(call: string, { exitCode, signal }: Gone): ChildSilent {
  return new ChildSilent('CHILD_GONE', `${call}: ${signal ? `ended by ${signal}` : `exited with code ${exitCode}`}`);
}

function keepLastLines(child: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).slice(-100_000).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts.slice(-OUTPUT_LINES));
      lines.splice(0, Math.max(0, lines.length - OUTPUT_LINES));
    });
  }
  return lines;
}

function killGroup(pid: number): void {
  try {
    // Windows has no groups: the process goes alone.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}
