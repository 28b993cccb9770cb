import { STATUS_CODES } from 'node:http';
import { closeFromHere } from '../../close.ts';
import type { Exchange, Route } from '../../route.ts';
import { askBoolean } from '../ask/boolean.ts';
import { readBody } from '../ask/read-body.ts';
import { ApiError, badParameter, conflict } from '../reply/errors.ts';
import { type Hijacked, hijack, onceInputEnds } from '../reply/hijack.ts';
import { makeSink } from '../reply/sink.ts';
import { attachOutput, typeInto } from '../world/attach.ts';
import type { Container } from '../world/container.ts';
import { tell } from '../world/container-events.ts';
import { parseDetachKeys, watchForKeys } from '../world/detach-keys.ts';
import { findContainer } from '../world/find.ts';
import type { Sink } from '../world/process.ts';
import type { World } from '../world/world.ts';

/** `POST /containers/{id}/attach`: the connection becomes the container's terminal until it stops. */
export const containerAttach = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/attach$/,
  readsBody: true,
  async handle(exchange) {
    const { query, request } = exchange;
    let container: Container;
    let detachKeys: Buffer;
    try {
      detachKeys = readDetachKeys(query.get('detachKeys') ?? '');
      container = findAttachable(world, exchange.parameters[0] ?? '');
    } catch (error) {
      refuseRaw(exchange, error);
      return;
    }
    // dockerode sends its options once more as a body; what is behind it is stdin.
    if (Number(request.headers['content-length'] ?? 0) > 0) await readBody(request);
    // Unlike an exec's, this head is all there is: the daemon's own block is missing, as recorded.
    const hijacked = hijack(exchange, []);
    const wanted = [false, askBoolean(query, 'stdout'), askBoolean(query, 'stderr')];
    const sink = makeSink(hijacked.output, container.config.Tty);
    const wantedSink: Sink = (stream, bytes) => (wanted[stream] ? sink(stream, bytes) : undefined);
    if (askBoolean(query, 'logs')) replayLog(container, wantedSink);
    if (!askBoolean(query, 'stream')) {
      hijacked.close();
      return;
    }
    tell(world, container, 'attach');
    stayAttached(container, hijacked, wantedSink);
    const detach = () => {
      tell(world, container, 'detach');
      hijacked.close();
    };
    if (askBoolean(query, 'stdin') && container.config.OpenStdin) attachInput(container, hijacked, detachKeys, detach);
    else hijacked.input.resume();
  },
});

function readDetachKeys(text: string): Buffer {
  const keys = parseDetachKeys(text);
  if (!keys) throw badParameter(`Invalid detach keys (${text}) provided`);
  return keys;
}

function findAttachable(world: World, name: string): Container {
  const container = findContainer(world, name);
  if (container.state.status === 'paused') {
    throw conflict(`Container ${name} is paused, unpause the container before attach.`);
  }
  return container;
}

/** dockerd has given HTTP up by then: a bare head without the length of its text, and the end. */
function refuseRaw({ request: { socket } }: Exchange, error: unknown): void {
  const { status, message } = error instanceof ApiError ? error : new ApiError(500, String(error));
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n`;
  socket.write(`${head}${message}\r\n`);
  closeFromHere(socket);
}

function replayLog({ log }: Container, sink: Sink): void {
  log.catchUp();
  for (let at = log.first; at < log.end; at += 1) {
    const line = log.at(at);
    if (line) sink(line.stream, line.text);
  }
}

function stayAttached(container: Container, { output, close }: Hijacked, sink: Sink): void {
  const detach = attachOutput(container, sink);
  container.turns.once('exit', close).once('remove', close);
  output.once('close', () => {
    detach();
    container.turns.off('exit', close).off('remove', close);
  });
}

/**
 * What the client sends is typed into the container, at a terminal until the keys that leave it; its half-close ends
 * stdin for a container that reads it once, and the attachment for any other.
 */
function attachInput(container: Container, hijacked: Hijacked, detachKeys: Buffer, onDetach: () => void): void {
  const { input, close } = hijacked;
  const watch = watchForKeys(detachKeys);
  input.on('data', (bytes: Buffer) => {
    const { passed, isDetached } = container.config.Tty ? watch(bytes) : { passed: bytes, isDetached: false };
    const isDrained = typeInto(container, passed);
    if (isDetached) onDetach();
    if (isDrained || isDetached) return;
    input.pause();
    container.stdin.once('drain', () => input.resume());
  });
  const end = () => {
    if (container.config.StdinOnce && !container.config.Tty) container.stdin.end();
    else close();
  };
  onceInputEnds(hijacked, end);
}
