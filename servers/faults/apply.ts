import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../harness/core/clock.ts';
import { makeRandom } from '../../harness/core/random.ts';
import type { FaultSpec } from '../../harness/scenario/faults.ts';
import { entryOf } from '../ledger/watched-socket.ts';
import type { Connection, Fault, Hit, Write } from './fault.ts';
import { shapeAnswerBytes } from './gate.ts';
import { makeFault } from './index.ts';

/** The faults of one server. */
export interface Faults {
  /** The run begins: schedules count from here, and nothing that has a schedule acts before. */
  begin(): void;
  /** Answers a request: by `answer`, unless a fault that hits it does so in its place. */
  handle(request: IncomingMessage, response: ServerResponse, answer: () => void): Promise<void>;
}

interface Hitting {
  fromMs?: number | undefined;
  toMs?: number | undefined;
  share?: number | undefined;
  seed?: number | undefined;
}

interface ArmedFault {
  fault: Fault;
  isHit(runMs: number | undefined): boolean;
}

/** Makes `server`, which a ledger watches already, suffer from the faults; call it once, before it listens. */
export function applyFaults(server: Server, specs: readonly FaultSpec[], listenAgain: () => Promise<void>): Faults {
  const armed = specs.map((spec) => arm(spec));
  const connections = new Set<Connection>();
  let begunMs: number | undefined;
  const hitting = (moment: (fault: Fault) => unknown) => {
    const runMs = begunMs === undefined ? undefined : monotonicMs() - begunMs;
    return armed.filter(({ fault, isHit }) => moment(fault) && isHit(runMs)).map(({ fault }) => fault);
  };
  const accept = async (connection: Connection) => {
    connections.add(connection);
    connection.socket.once('close', () => connections.delete(connection));
    for (const fault of hitting(({ onAccept }) => onAccept)) await fault.onAccept?.(connection);
  };
  putBeforeHttp(server, accept);
  return {
    begin() {
      begunMs = monotonicMs();
      for (const { fault } of armed) fault.onRun?.({ server, connections, listenAgain });
    },
    async handle(request, response, answer) {
      const entry = entryOf(request.socket);
      const faults = entry ? hitting(actsOnRequests) : [];
      if (!entry || faults.length === 0) return answer();
      await answerThrough(faults, { request, response, socket: request.socket, entry }, answer);
    },
  };
}

/** A fault with its share, drawn anew for each request or connection in the order in which they come, and its schedule. */
function arm(spec: FaultSpec): ArmedFault {
  // Of a restart only the moment is known: it hits neither requests nor connections.
  const { fromMs, toMs, share = 1, seed = 1 }: Hitting = spec;
  const random = makeRandom(seed);
  const fault = makeFault(spec, random);
  const hasSchedule = fromMs !== undefined || toMs !== undefined || fault.isOn !== undefined;
  const isOn = (runMs: number) => {
    return runMs >= (fromMs ?? 0) && runMs < (toMs ?? Number.POSITIVE_INFINITY) && (fault.isOn?.(runMs) ?? true);
  };
  return {
    fault,
    isHit: (runMs) => (!hasSchedule || (runMs !== undefined && isOn(runMs))) && (share === 1 || random() < share),
  };
}

function actsOnRequests({ beforeAnswer, shapeBytes, afterAnswer }: Fault): boolean {
  return beforeAnswer !== undefined || shapeBytes !== undefined || afterAnswer !== undefined;
}

async function answerThrough(faults: Fault[], hit: Hit, answer: () => void): Promise<void> {
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
  for (const fault of faults) {
    if ((await fault.beforeAnswer?.(hit)) === 'answered' || hit.socket.destroyed) return;
  }
  answer();
}

/** HTTP, the first who listens for connections, gets each one when `accept` has resolved. */
function putBeforeHttp(server: Server, accept: (connection: Connection) => Promise<void>): void {
  const [http] = server.listeners('connection') as ((socket: Socket) => void)[];
  if (!http) return;
  const known = new WeakSet<Socket>();
  server.off('connection', http);
  server.on('connection', async (socket: Socket) => {
    const entry = entryOf(socket);
    // A tunnel hands its connection to the server a second time.
    if (entry && !known.has(socket)) {
      known.add(socket);
      await accept({ socket, entry });
    }
    if (!socket.destroyed) http.call(server, socket);
  });
}
