import { z } from 'zod';
import { messageOf } from '../../../harness/core/errors.ts';
import type { Exchange, Route } from '../../route.ts';
import { askJson } from '../ask/body.ts';
import { bool } from '../ask/fields.ts';
import { STREAM } from '../reply/frames.ts';
import { ROUTED_HEADERS } from '../reply/headers.ts';
import { type Hijacked, hijack, onceInputEnds } from '../reply/hijack.ts';
import { sendBytes } from '../reply/json.ts';
import { makeSink } from '../reply/sink.ts';
import { watchForKeys } from '../world/detach-keys.ts';
import { detachExec, startExec } from '../world/exec.ts';
import type { Exec } from '../world/exec-table.ts';
import { findExec } from '../world/find.ts';
import type { Sink } from '../world/process.ts';
import type { World } from '../world/world.ts';

const BODY = z.object({ Detach: bool, Tty: bool });

/** `POST /exec/{id}/start`: runs the command on this connection, or without one if it is detached. */
export const execStart = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/exec\/(.+)\/start$/,
  readsBody: true,
  async handle(exchange) {
    const { Detach, Tty } = await askJson(exchange, BODY);
    const exec = findExec(world, exchange.parameters[0] ?? '');
    if (Detach) runDetached(world, exec, exchange);
    else await runAttached(world, exec, hijack(exchange, ROUTED_HEADERS), Tty);
  },
});

function runDetached(world: World, exec: Exec, { response }: Exchange): void {
  startExec(world, exec, () => undefined, false).process.stdin.end();
  sendBytes(response, Buffer.alloc(0), ROUTED_HEADERS);
}

async function runAttached(world: World, exec: Exec, hijacked: Hijacked, tty: boolean): Promise<void> {
  const sink = makeSink(hijacked.output, tty);
  try {
    const started = startExec(world, exec, sink, tty);
    const detached = Promise.withResolvers<void>();
    if (exec.config.AttachStdin) connectInput(exec, hijacked, started, detached.resolve);
    else {
      started.process.stdin.end();
      hijacked.input.resume();
    }
    await Promise.race([started.process.exited, detached.promise.then(() => detachExec(world, exec))]);
  } catch (error) {
    // Too late for a status: the text goes where the output would.
    sayOnStdout(sink, `${messageOf(error)}\r\n`);
  }
  hijacked.close();
}

function sayOnStdout(sink: Sink, text: string): void {
  sink(STREAM.stdout, Buffer.from(text));
}

/**
 * The client's half-close, or its end, is the end of the program's input; after the detach keys the program goes on.
 */
function connectInput(
  { detachKeys }: Exec,
  hijacked: Hijacked,
  { process, terminal }: ReturnType<typeof startExec>,
  onDetach: () => void,
): void {
  const { input } = hijacked;
  let isDetached = false;
  onceInputEnds(hijacked, () => isDetached || process.stdin.end());
  if (!terminal) {
    input.pipe(process.stdin, { end: false });
    return;
  }
  const watch = watchForKeys(detachKeys);
  input.on('data', (bytes: Buffer) => {
    const seen = watch(bytes);
    terminal.type(seen.passed, process);
    if (!seen.isDetached) return;
    isDetached = true;
    onDetach();
  });
}
