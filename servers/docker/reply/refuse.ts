import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { closeFromHere } from '../../close.ts';

const TOO_LARGE = '431 Request Header Fields Too Large';

/** What Go's server says below any router: a bare text, and the connection closes. */
export function refuse(socket: Socket, status = '400 Bad Request'): void {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n`;
  socket.write(head + status);
  closeFromHere(socket);
}

/** Answers what is no HTTP, where the connection can still take an answer. */
export function refuseGarbage(error: NodeJS.ErrnoException, stream: Duplex): void {
  const socket = stream as Socket;
  const isMidAnswer = '_httpMessage' in socket && socket._httpMessage;
  if (!socket.writable || isMidAnswer) socket.destroy();
  else refuse(socket, error.code === 'HPE_HEADER_OVERFLOW' ? TOO_LARGE : undefined);
}
