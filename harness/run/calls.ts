import type { Clock } from '../core/clock.ts';
import {
  type CallOptions,
  type Calls,
  type Handlers,
  otherProtocol,
  PROTOCOL,
  type Reply,
  type Request,
} from '../core/ipc.ts';
import type { Lost } from '../core/lost-time.ts';
import { afterAwake } from '../core/patient-timer.ts';

/** Over which calls go and their replies come. */
export interface Line {
  /** By which an answer is late. */
  clock: Clock;
  /** For how long a busy machine has kept the other end from running; absent: nobody knows. */
  lost?: Lost | undefined;
  send(request: Request): void;
  onReply(hear: (reply: Reply) => void): void;
  /** Resolves when nobody will answer any more, to what a call is told then. */
  gone: Promise<(call: string) => Error>;
  /** What a call is told that was not answered in time. */
  late(call: string, timeoutMs: number): Error;
}

/** A call that has not been answered yet. */
interface Waiting {
  name: string;
  resolve: (reply: Reply) => void;
  reject: (error: Error) => void;
}

/** Typed calls over a line: each is answered by the handler of its name at the other end. */
export function makeCalls<H extends Handlers>({ clock, lost, send, onReply, gone, late }: Line): Calls<H> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let silence: ((call: string) => Error) | undefined;
  onReply((reply) => waiting.get(reply.id)?.resolve(reply));
  // Once for all calls: a reaction for each would be kept for as long as the other end lives.
  gone.then((how) => {
    silence = how;
    for (const { name, reject } of waiting.values()) reject(how(name));
  });

  const call = async (name: string, payload: unknown, { timeoutMs }: CallOptions = {}) => {
    if (silence) throw silence(name);
    const id = ++lastId;
    let cancel: (() => void) | undefined;
    const answered = new Promise<Reply>((resolve, reject) => {
      waiting.set(id, { name, resolve, reject });
      if (timeoutMs === undefined) return;
      cancel = afterAwake(clock, timeoutMs, () => reject(late(name, timeoutMs)), { lost });
    });
    send({ protocol: PROTOCOL, id, call: name, payload });
    try {
      return resultOf(await answered);
    } finally {
      cancel?.();
      waiting.delete(id);
    }
  };
  return new Proxy({} as Calls<H>, {
    get: (_, name) => (payload: unknown, options?: CallOptions) => call(String(name), payload, options),
  });
}

function resultOf({ protocol, result, error }: Reply): unknown {
  if (protocol !== PROTOCOL) throw otherProtocol('the process that was asked', protocol);
  if (!error) return result;
  const remote = new Error(error.message) as Error & { code?: string };
  if (error.code !== undefined) remote.code = error.code;
  if (error.stack !== undefined) remote.stack = error.stack;
  throw remote;
}
