import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../harness/core/clock.ts';
import type { FaultSpec } from '../../harness/scenario/faults.ts';
import { entryOf } from '../ledger/watched-socket.ts';
import { type ArmedFault, arm } from './arm.ts';
import type { Connection, Fault, Hit, Outcome, Write } from './fault.ts';
import { shapeAnswerBytes } from './gate.ts';

/** The faults of one server. */
export interface Faults {
  /** The run begins: schedules count from here, and nothing that has a schedule acts before. */
  begin(): void;
  /**
   * From here on these act before the server's own, in place of those of the last call. No restart can be among them.
   */
  behave(beside: readonly FaultSpec[]): Promise<void>;
  /** Answers a request by `handle`, unless a fault does so in its place. Resolves when that is settled. */
  answer(request: IncomingMessage, response: ServerResponse, handle: Handle): void | Promise<void>;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** Makes `server`, which a ledger watches already, suffer from the faults; call it once, before it listens. */
export async function applyFaults(
  server: Server,
  specs: readonly FaultSpec[],
  listenAgain: () => Promise<void>,
): Promise<Faults> {
  const own = await Promise.all(specs.map(arm));
  const connections = new Set<Connection>();
  const isHost = own.some(({ fault }) => fault.onRun);
  let acting = byMoment(own);
  let begunMs: number | undefined;
  const isHit = (armed: ArmedFault) => armed.isHit(begunMs === undefined ? undefined : monotonicMs() - begunMs);
  putBeforeHttp(server, (connection) => {
    if (isHost) keepWhileOpen(connections, connection);
    return acceptThrough(acting.onAccept.filter(isHit), connection);
  });
  return {
    begin() {
      begunMs = monotonicMs();
      for (const { fault } of own) fault.onRun?.({ server, connections, listenAgain });
    },
    async behave(beside) {
      acting = byMoment([...(await Promise.all(beside.map(arm))), ...own]);
    },
    // Not async: what needs no waiting, which is the rule, needs no promise.
    answer(request, response, handle) {
      const { socket } = request;
      const entry = entryOf(socket);
      if (acting.onRequest.length === 0 || !entry) return handle(request, response);
      const faults = acting.onRequest.filter(isHit).map(({ fault }) => fault);
      if (faults.length === 0) return handle(request, response);
      return answerThrough(faults, { request, response, socket, entry }, handle);
    },
  };
}

/** Sorted once, so that a moment at which nothing acts costs nothing. */
function byMoment(armed: readonly ArmedFault[]) {
  return {
    onAccept: armed.filter(({ fault }) => fault.onAccept),
    onRequest: armed.filter(({ fault: { beforeAnswer, shapeBytes, afterAnswer } }) => {
      return beforeAnswer ?? shapeBytes ?? afterAnswer;
    }),
  };
}

/** HTTP, the first who listens for connections, gets each one from `accept`; where that has to be waited for, later. */
function putBeforeHttp(server: Server, accept: (connection: Connection) => Promise<void> | undefined): void {
  const [http] = server.listeners('connection') as ((socket: Socket) => void)[];
  if (!http) return;
  server.off('connection', http);
  server.on('connection', (socket: Socket) => {
    const handOn = () => {
      if (!socket.destroyed) http.call(server, socket);
    };
    const entry = entryOf(socket);
    // A tunnel hands its connection to the server a second time.
    const waiting = entry && !entry.isTunnel ? accept({ socket, entry }) : undefined;
    if (waiting) waiting.then(handOn);
    else handOn();
  });
}

function keepWhileOpen(connections: Set<Connection>, connection: Connection): void {
  connections.add(connection);
  connection.socket.once('close', () => connections.delete(connection));
}

/** A promise only from the first fault that has to be waited for. */
function acceptThrough(faults: readonly ArmedFault[], connection: Connection, from = 0): Promise<void> | undefined {
  for (let at = from; at < faults.length; at += 1) {
    const waiting = faults[at]?.fault.onAccept?.(connection);
    if (waiting) return waiting.then(() => acceptThrough(faults, connection, at + 1));
  }
  return undefined;
}

function answerThrough(faults: readonly Fault[], hit: Hit, handle: Handle): void | Promise<void> {
  const shaping = faults.filter(({ shapeBytes }) => shapeBytes);
  if (shaping.length > 0) {
    // The first fault of the list gets the bytes first.
    const shape = (toSocket: Write) =>
      shaping.reduceRight((next, fault) => fault.shapeBytes?.(hit, next) ?? next, toSocket);
    shapeAnswerBytes(hit.response, hit.socket, shape);
  }
  for (const fault of faults) {
    if (fault.afterAnswer) hit.response.once('finish', () => fault.afterAnswer?.(hit));
  }
  return answerUnlessAnswered(faults, hit, handle);
}

/** As with connections, a promise only from the first fault that has to be waited for. */
function answerUnlessAnswered(faults: readonly Fault[], hit: Hit, handle: Handle, from = 0): void | Promise<void> {
  for (let at = from; at < faults.length; at += 1) {
    const outcome = faults[at]?.beforeAnswer?.(hit);
    if (outcome instanceof Promise) {
      return outcome.then((later) => {
        if (!isSettled(later, hit)) return answerUnlessAnswered(faults, hit, handle, at + 1);
      });
    }
    if (isSettled(outcome, hit)) return;
  }
  handle(hit.request, hit.response);
}

function isSettled(outcome: Outcome, { socket }: Hit): boolean {
  return outcome === 'answered' || socket.destroyed;
}
