import { z } from 'zod';
import { messageOf } from '../../../harness/core/errors.ts';
import type { Exchange, Route } from '../../route.ts';
import { askJson } from '../ask/body.ts';
import { bool } from '../ask/fields.ts';
import { STREAM } from '../reply/frames.ts';
import { ROUTED_HEADERS } from '../reply/headers.ts';
import { type Hijacked, hijack } from '../reply/hijack.ts';
import { sendBytes } from '../reply/json.ts';
import { makeSink } from '../reply/sink.ts';
import { startExec } from '../world/exec.ts';
import type { Exec } from '../world/exec-table.ts';
import { findExec } from '../world/find.ts';
import type { Sink } from '../world/process.ts';
import type { World } from '../world/world.ts';

const BODY = z.object({ Detach: bool, Tty: bool });

/** `POST /exec/{id}/start`: runs the command on this connection, or without one if it is detached. */
export const execStart = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/exec\/(.+)\/start$/,
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
    if (exec.config.AttachStdin) connectInput(hijacked, started);
    else {
      started.process.stdin.end();
      hijacked.input.resume();
    }
    await started.process.exited;
  } catch (error) {
    // Too late for a status: the text goes where the output would.
    sayOnStdout(sink, `${messageOf(error)}\r\n`);
  }
  hijacked.close();
}

function sayOnStdout(sink: Sink, text: string): void {
  sink(STREAM.stdout, Buffer.from(text));
}

/** The client's half-close, or its end, is the end of the program's input. */
function connectInput({ input, output }: Hijacked, { process, terminal }: ReturnType<typeof startExec>): void {
  if (terminal) input.on('data', (bytes: Buffer) => terminal.type(bytes, process));
  else input.pipe(process.stdin, { end: false });
  const end = () => process.stdin.end();
  input.once('end', end);
  output.once('close', end);
}
