import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type CallOptions, type Calls, type Handlers, otherProtocol, PROTOCOL, type Reply } from '../core/ipc.ts';
import type { Guardian } from './guardian.ts';

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
    calls: makeCalls<H>(child, gone),
    gone,
    output: keepLastLines(child),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) killGroup(pid);
      await gone;
    },
  };
}

/** A call that has not been answered yet. */
interface Waiting {
  name: string;
  resolve: (reply: Reply) => void;
  reject: (silence: ChildSilent) => void;
}

function makeCalls<H extends Handlers>(child: ChildProcess, gone: Promise<Gone>): Calls<H> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let end: Gone | undefined;
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.resolve(reply));
  // A write to a child that has just gone fails here; the caller learns it from `gone`.
  child.on('error', () => {});
  // Once for all calls: a reaction for each would be kept for as long as the child lives.
  gone.then((how) => {
    end = how;
    for (const { name, reject } of waiting.values()) reject(silentForGood(name, how));
  });

  const call = async (name: string, payload: unknown, { timeoutMs }: CallOptions = {}) => {
    if (end) throw silentForGood(name, end);
    const id = ++lastId;
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<Reply>((resolve, reject) => {
      waiting.set(id, { name, resolve, reject });
      if (timeoutMs === undefined) return;
      timer = setTimeout(
        () => reject(new ChildSilent('NO_ANSWER', `${name}: no answer within ${timeoutMs} ms`)),
        timeoutMs,
      );
    });
    if (child.connected) child.send({ protocol: PROTOCOL, id, call: name, payload }, () => {});
    try {
      return resultOf(await answered);
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
    }
  };
  return new Proxy({} as Calls<H>, {
    get: (_, name) => (payload: unknown, options?: CallOptions) => call(String(name), payload, options),
  });
}

function silentForGood(call: string, { exitCode, signal }: Gone): ChildSilent {
  return new ChildSilent('CHILD_GONE', `${call}: ${signal ? `ended by ${signal}` : `exited with code ${exitCode}`}`);
}

function resultOf({ protocol, result, error }: Reply): unknown {
  if (protocol !== PROTOCOL) throw otherProtocol('the process that was asked', protocol);
  if (!error) return result;
  const remote = new Error(error.message) as Error & { code?: string };
  if (error.code !== undefined) remote.code = error.code;
  if (error.stack !== undefined) remote.stack = error.stack;
  throw remote;
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
