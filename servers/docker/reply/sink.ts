import type { Socket } from 'node:net';
import type { Sink } from '../world/process.ts';
import { toFrames } from './frames.ts';

/** Sends a process's output to a client that took the connection over: in frames, or as it is from a terminal. */
export function makeSink(socket: Socket, tty: boolean): Sink {
  return (stream, bytes) => {
    if (socket.destroyed || socket.writableEnded) return undefined;
    for (const chunk of tty ? [bytes] : toFrames(stream, bytes)) socket.write(chunk);
    return socket.writableNeedDrain ? drained(socket) : undefined;
  };
}

/** Resolves also when the client is gone: the program goes on without it. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}
