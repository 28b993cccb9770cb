import type { Socket } from 'node:net';
import { eventually } from '../../../harness/core/testing/patience.ts';
import type { FaultInput } from '../../../harness/scenario/faults.ts';
import { type FaultSpec, normalizeFault } from '../../../harness/scenario/faults.ts';
import type { Problem } from '../../../harness/scenario/problems.ts';
import type { SocketKind } from '../../../harness/scenario/types.ts';
import type { Listening } from '../../listen.ts';
import { connectTo, cut, startMock } from '../../testing.ts';

/** What one connection saw of the server: its bytes, the pieces in which they came, and how it ended. */
export interface Wire {
  socket: Socket;
  bytes(): string;
  pieces: string[];
  ended(): 'open' | 'fin' | 'reset';
  send(text: string): void;
  /** Waits until `satisfied`, however long the machine takes. */
  until(satisfied: (wire: Wire) => boolean): Promise<void>;
}

export const GET = (path: string) => `GET ${path} HTTP/1.1\r\nHost: mock\r\n\r\n`;

export function readFaults(...inputs: FaultInput[]): FaultSpec[] {
  const problems: Problem[] = [];
  const faults = inputs.flatMap((input, index) => normalizeFault({ ...input }, `faults.${index}`, problems) ?? []);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return faults;
}

/** The plain server with these faults, and nothing else that ends a connection in time. */
export function startFaulty(socket: SocketKind, ...inputs: FaultInput[]) {
  return startMock('http', { socket, behaviour: { idleTimeoutMs: 0, faults: readFaults(...inputs) } });
}

/** A connection that keeps what it gets, and its own side open when the server ends the other. */
export function openWire(mock: Pick<Listening, 'origin' | 'socketPath'>): Wire {
  const socket = connectTo(mock, { allowHalfOpen: true });
  const pieces: string[] = [];
  let ended: 'open' | 'fin' | 'reset' = 'open';
  socket.on('data', (bytes) => pieces.push(bytes.toString('latin1')));
  socket.on('end', () => {
    ended = 'fin';
  });
  socket.on('error', () => {
    ended = 'reset';
  });
  const wire: Wire = {
    socket,
    pieces,
    bytes: () => pieces.join(''),
    ended: () => ended,
    send: (text) => socket.write(text),
    until: async (satisfied) => {
      if (await eventually(() => satisfied(wire), Boolean)) return;
      throw new Error(`never came; seen: ${ended} ${JSON.stringify(wire.bytes())}`);
    },
  };
  return wire;
}

/** How the server's connections ended, once all are gone. */
export async function closuresOf({ ledger }: Listening) {
  await eventually(
    () => ledger.openCount,
    (open) => open === 0,
  );
  return cut({ ledger });
}
