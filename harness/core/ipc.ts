import module from 'node:module';
import { messageOf } from './errors.ts';

// Typed calls from a parent to a child over Node's IPC channel. Messages are JSON, because a child may run on an older
// Node whose structured serialisation differs. This file must run on Node 18 once its types are stripped.

// biome-ignore lint/suspicious/noExplicitAny: the payload's type is the handler's own; `any` lets each handler name it.
export type Handlers = Record<string, (payload: any) => unknown>;

/** What a parent calls: every handler of the child, asynchronously. */
export type Calls<H extends Handlers> = {
  [K in keyof H]: (payload: Parameters<H[K]>[0], options?: CallOptions) => Promise<Awaited<ReturnType<H[K]>>>;
};

export interface CallOptions {
  /**
   * After this long without an answer the call rejects with code NO_ANSWER; without it a call waits as long as the
   * child lives.
   */
  timeoutMs?: number;
}

/**
 * What both ends must agree on: the calls and what they carry. It goes up with each change that one of an older commit
 * would misunderstand, because a nightly run calls the worker of another commit.
 */
export const PROTOCOL = 4;

export interface Request {
  protocol: number;
  id: number;
  call: string;
  payload: unknown;
}

export interface Reply {
  /** Workers of before the protocol had a number answer without one. */
  protocol?: number;
  id: number;
  result?: unknown;
  error?: { message: string; code?: string | undefined; stack?: string | undefined };
}

/**
 * Answers the parent's calls with `handlers`. The process ends at once when its parent is gone, however that happened.
 * The channel alone does not keep the process alive after `releaseParent()`.
 */
export function serveParent(handlers: Handlers): void {
  let isFirst = true;
  process.on('message', async (request: Request) => {
    const reply = await answer(handlers, request);
    if (isFirst) keepCompiledCode();
    isFirst = false;
    process.send?.(reply);
  });
  process.on('disconnect', () => process.exit(0));
}

/**
 * Node keeps what it has compiled when a process ends by itself, and a child may be killed. Where all of it is kept
 * already this takes microseconds; an older Node keeps nothing.
 */
function keepCompiledCode(): void {
  module.flushCompileCache?.();
}

/** From here on the process ends by itself when nothing but the parent's channel is left. */
export function releaseParent(): void {
  process.channel?.unref();
}

/** The reply to a request: what the handler of its name returns, or why there is nothing. */
export async function answer(handlers: Handlers, { protocol, id, call, payload }: Request): Promise<Reply> {
  try {
    if (protocol !== PROTOCOL) throw otherProtocol('the caller', protocol);
    const handler = Object.hasOwn(handlers, call) ? handlers[call] : undefined;
    if (!handler) throw new ProtocolError(`there is no call '${call}' in protocol ${PROTOCOL}`);
    return { protocol: PROTOCOL, id, result: await handler(payload) };
  } catch (error) {
    const { code, stack } = error as { code?: string; stack?: string };
    return { protocol: PROTOCOL, id, error: { message: messageOf(error), code, stack } };
  }
}

/** Parent and child do not speak of the same calls; nothing that was answered can be relied on. */
export class ProtocolError extends Error {
  readonly code = 'OTHER_PROTOCOL';
}

/** Both versions by name, so that the reader knows which end is the old one. */
export function otherProtocol(who: string, protocol: number | undefined): ProtocolError {
  const spoken = protocol === undefined ? 'a protocol without a number, older than all others' : `protocol ${protocol}`;
  return new ProtocolError(`${who} speaks ${spoken}, and this process protocol ${PROTOCOL}`);
}
