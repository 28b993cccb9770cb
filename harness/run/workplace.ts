import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { type Guardian, startGuardian } from './guardian.ts';

// sockaddr_un.sun_path holds 108 bytes with its end on Linux, 104 on macOS.
const MAX_SOCKET_PATH_BYTES = 103;

/** What every case of a run shares: the guardian, and a private folder for Unix sockets. */
export interface Workplace extends AsyncDisposable {
  guardian: Guardian;
  /** A new path for a socket, in a folder that only we can enter. */
  socketPath(): string;
}

export async function openWorkplace(): Promise<Workplace> {
  const guardian = startGuardian();
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-'));
  guardian.removeAtEnd(folder);
  let sockets = 0;
  return {
    guardian,
    socketPath() {
      sockets += 1;
      const socketPath = path.join(folder, `${sockets}.sock`);
      if (Buffer.byteLength(socketPath) > MAX_SOCKET_PATH_BYTES) throw tooLong(socketPath);
      return socketPath;
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
      await guardian[Symbol.asyncDispose]();
    },
  };
}

function tooLong(socketPath: string): PoolproofError {
  return new PoolproofError('SOCKET_PATH_TOO_LONG', `The path ${socketPath} is too long for a Unix socket`, {
    exitCode: EXIT.fault,
    hint: 'Set TMPDIR to a shorter path.',
  });
}
