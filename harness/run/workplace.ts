import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { type Guardian, startGuardian } from './guardian.ts';
import { prepareSubjectNode, type SubjectNode, THIS_NODE } from './subject-node.ts';

// sockaddr_un.sun_path holds 108 bytes with its end on Linux, 104 on macOS.
const MAX_SOCKET_PATH_BYTES = 103;

/** What every case of a run shares: the guardian, and a private folder for Unix sockets and passing files. */
export interface Workplace extends AsyncDisposable {
  guardian: Guardian;
  subjectNode: SubjectNode;
  /** A new path for a socket, in a folder that only we can enter. */
  socketPath(): string;
  /** A new path for a file in the same folder. */
  filePath(): string;
}

/** `node` is the executable that subjects run on; without it they run on this one. */
export async function openWorkplace({ node }: { node?: string | undefined } = {}): Promise<Workplace> {
  const guardian = startGuardian();
  const folder = path.join(tmpdir(), `poolproof-${randomBytes(6).toString('base64url')}`);
  // Told before it is there: who is killed between the two leaves nothing behind.
  guardian.removeAtEnd(folder);
  await mkdir(folder, { mode: 0o700 });
  const close = async () => {
    await rm(folder, { recursive: true, force: true });
    await guardian[Symbol.asyncDispose]();
  };
  const subjectNode = await subjectNodeOf(node, folder).catch(async (error) => {
    await close();
    throw error;
  });
  let [sockets, files] = [0, 0];
  return {
    guardian,
    subjectNode,
    socketPath() {
      if (process.platform === 'win32') throw noUnixSockets();
      sockets += 1;
      const socketPath = path.join(folder, `${sockets}.sock`);
      if (Buffer.byteLength(socketPath) > MAX_SOCKET_PATH_BYTES) throw tooLong(socketPath);
      return socketPath;
    },
    filePath() {
      files += 1;
      return path.join(folder, `${files}.file`);
    },
    [Symbol.asyncDispose]: close,
  };
}

async function subjectNodeOf(node: string | undefined, folder: string): Promise<SubjectNode> {
  return node === undefined ? THIS_NODE : prepareSubjectNode(node, folder);
}

function noUnixSockets(): PoolproofError {
  return new PoolproofError('NO_UNIX_SOCKETS', 'Node has no Unix sockets on Windows.', {
    exitCode: EXIT.usage,
    hint: "Give the scenario's target `socket: 'tcp'`, or run it on Linux, macOS or in WSL.",
  });
}

function tooLong(socketPath: string): PoolproofError {
  return new PoolproofError('SOCKET_PATH_TOO_LONG', `The path ${socketPath} is too long for a Unix socket`, {
    exitCode: EXIT.fault,
    hint: 'Set TMPDIR to a shorter path.',
  });
}
