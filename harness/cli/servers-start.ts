import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { MockOptions } from '../../servers/mocks.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { type ServerProcess, startServer } from '../run/server-process.ts';
import type { Workplace } from '../run/workplace.ts';
import { DEFAULT_BEHAVIOUR } from '../scenario/defaults.ts';
import type { FaultSpec } from '../scenario/faults.ts';
import type { TargetKind } from '../scenario/types.ts';

/** Where one server is wanted. */
export interface Wanted {
  kind: TargetKind;
  port?: number | undefined;
  socketPath?: string | undefined;
  faults: FaultSpec[];
  options?: MockOptions | undefined;
}

/** Starts one mock where it is wanted; a place that is taken is a matter of the command line. */
export async function startWanted({ kind, port, faults, options, ...wanted }: Wanted, workplace: Workplace) {
  const socketPath = wanted.socketPath && path.resolve(wanted.socketPath);
  if (socketPath) await checkSocketPath(socketPath);
  const target = {
    kind,
    socket: port === undefined ? 'unix' : 'tcp',
    behaviour: { ...DEFAULT_BEHAVIOUR[kind], faults },
  } as const;
  const server = await startServer(target, workplace, { port, socketPath, options }).catch((error) => {
    throw asUsageError(error, socketPath ?? `127.0.0.1:${port}`);
  });
  // The socket is ours from here on; before, it may have been somebody else's.
  if (socketPath) workplace.guardian.removeAtEnd(socketPath);
  await server.begin();
  return server;
}

/** The line that a shell takes, so that a client finds the server. */
export function exportLine(kind: TargetKind, { origin, socketPath }: ServerProcess): string {
  const name = { loki: 'LOKI_URL', docker: 'DOCKER_HOST', http: 'HTTP_URL' }[kind];
  // Docker's clients know its API over TCP by a scheme of their own.
  const place = kind === 'docker' ? origin.replace('http:', 'tcp:') : origin;
  return `export ${name}=${socketPath ? `unix://${socketPath}` : place}\n`;
}

// sockaddr_un.sun_path holds 108 bytes with its end on Linux, 104 elsewhere.
const MAX_SOCKET_PATH_BYTES = process.platform === 'linux' ? 107 : 103;

/** What libuv tells in no way that a person would understand: it reports a missing folder as a lack of permission. */
export async function checkSocketPath(socketPath: string): Promise<void> {
  if (Buffer.byteLength(socketPath) > MAX_SOCKET_PATH_BYTES) {
    throw placeTaken(socketPath, `is longer than the ${MAX_SOCKET_PATH_BYTES} bytes that a Unix socket can have`);
  }
  const folder = await stat(path.dirname(socketPath)).catch(() => undefined);
  if (!folder?.isDirectory()) throw placeTaken(socketPath, 'is in a folder that is not there');
}

const TAKEN: Record<string, string> = {
  EADDRINUSE: 'is taken by another program, which may be servers that were started before',
  SOCKET_IN_USE: 'is the socket of another server that is alive',
  SOCKET_PATH_TAKEN: 'is there already, and is no socket',
  EACCES: 'may not be used',
};

function asUsageError(error: { code?: string }, place: string): unknown {
  const said = TAKEN[error.code ?? ''];
  if (!said) return error;
  return placeTaken(place, said, error);
}

function placeTaken(place: string, why: string, cause?: unknown): PoolproofError {
  return new PoolproofError('PLACE_TAKEN', `${place} ${why}`, {
    exitCode: EXIT.usage,
    hint: 'Choose another place with --loki-port, --docker-socket, --docker-port or --http-port.',
    cause,
  });
}
