import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AnswerCut, type Write } from './fault.ts';

// Between Node's HTTP and a socket: the bytes of an answer that was hit go through its faults, all others straight on.
// Node writes an answer with `socket.write` and only while it is the answer's turn, also under pipelining, and calls it
// finished when the callback of its last write has come; so the ledger's account stays exact.
//
// What a route writes to the socket itself, when it has taken the connection over, is the body behind the head of that.
//
//   response.write/end -> socket.write (ours) -> head | body -> faults in their order -> the socket's own write

const HEAD_END = '\r\n\r\n';
const INTERIM = /^HTTP\/1\.1 10[023]/;
const INTERIM_BYTES = 12;
const HIGH_WATER_BYTES = 16_384;

type Written = (error?: Error | null) => void;
type Answer = { response: ServerResponse; write: Write };

const gates = new WeakMap<Socket, Gate>();

/** Sends the bytes of `response` to `socket` through what `shape` makes of the way to the kernel. */
export function shapeAnswerBytes(response: ServerResponse, socket: Socket, shape: (toSocket: Write) => Write): void {
  const gate = gates.get(socket) ?? new Gate(socket);
  gates.set(socket, gate);
  const answer: Answer = { response, write: shape(gate.toSocket) };
  const begin = () => gate.open(answer);
  // Under pipelining an answer gets the socket when those before it are through.
  if (response.socket) begin();
  else response.once('socket', begin);
  // Before Node's own listener, which hands the socket to the next answer.
  response.prependOnceListener('finish', () => gate.close(answer));
}

class Gate {
  readonly toSocket: Write;
  private readonly socket: Socket;
  private answer: Answer | undefined;
  private headIsThrough = false;
  private waitingBytes = 0;
  private last = Promise.resolve();

  constructor(socket: Socket) {
    this.socket = socket;
    const write = socket.write.bind(socket);
    this.toSocket = (bytes) =>
      new Promise((resolve, reject) => {
        if (!socket.writable) reject(new AnswerCut());
        else write(bytes, () => resolve());
      });
    socket.write = (data: string | Uint8Array, encoding?: BufferEncoding | Written | null, written?: Written) => {
      const text = typeof encoding === 'string' ? encoding : 'utf8';
      const done = typeof encoding === 'function' ? encoding : written;
      const bytes = typeof data === 'string' ? Buffer.from(data, text) : Buffer.from(data);
      if (!this.answer || this.isInterim(bytes)) return write(bytes, done);
      return this.queue(bytes, this.answer, done);
    };
    const end = socket.end.bind(socket);
    // What is still on its way goes first; after a cut nothing is.
    socket.end = (...last: unknown[]) => {
      if (typeof last[0] === 'string' || last[0] instanceof Uint8Array) socket.write(last[0]);
      if (this.waitingBytes === 0) end();
      else
        this.last.then(
          () => end(),
          () => end(),
        );
      return socket;
    };
  }

  /** 100 Continue and its like have no part in what is shaped; 101 is the head of what took the connection over. */
  private isInterim(bytes: Buffer): boolean {
    return !this.answer?.response.headersSent && INTERIM.test(bytes.toString('latin1', 0, INTERIM_BYTES));
  }

  open(answer: Answer): void {
    this.answer = answer;
    this.headIsThrough = false;
  }

  close(answer: Answer): void {
    if (this.answer === answer) this.answer = undefined;
  }

  /** One after the other, as they came; what comes after a cut is dropped, and its callback never called. */
  private queue(bytes: Buffer, answer: Answer, done: Written | undefined): boolean {
    this.waitingBytes += bytes.length;
    const before = this.last;
    this.last = before.then(async () => {
      await this.pass(bytes, answer);
      this.waitingBytes -= bytes.length;
      done?.();
      if (this.waitingBytes === 0) this.socket.emit('drain');
    });
    // A rejection goes on to all that is queued behind it; nobody else need hear of it.
    this.last.catch(() => {});
    return this.waitingBytes < HIGH_WATER_BYTES;
  }

  private async pass(bytes: Buffer, { write }: Answer): Promise<void> {
    if (this.headIsThrough) {
      if (bytes.length > 0) await write(bytes, 'body');
      return;
    }
    // Node writes the head whole, often together with the first of the body.
    const end = bytes.indexOf(HEAD_END);
    const bodyAt = end < 0 ? bytes.length : end + HEAD_END.length;
    this.headIsThrough = true;
    await write(bytes.subarray(0, bodyAt), 'head');
    if (bodyAt < bytes.length) await write(bytes.subarray(bodyAt), 'body');
  }
}
