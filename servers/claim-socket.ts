import { lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { EXIT, PoolproofError } from '../harness/core/errors.ts';

/**
 * Makes sure that a Unix socket can be made at `path`: what a server that died left there is removed. A live server's
 * socket and any other file stay, and are an error.
 */
export async function claimSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(absentIsNull);
  if (!found) return;
  if (!found.isSocket()) {
    throw new PoolproofError('SOCKET_PATH_TAKEN', `${path} is there already, and is no socket`, {
      exitCode: EXIT.usage,
      hint: 'Choose another path; only the socket of a server that died is replaced.',
    });
  }
  if (await isAnswered(path)) {
    throw new PoolproofError('SOCKET_IN_USE', `another server listens on ${path}`, {
      exitCode: EXIT.usage,
      hint: 'Stop that server, or choose another path.',
    });
  }
  await unlink(path).catch(absentIsNull);
}

/** Whether a process accepts connections there. A full backlog and a lack of permission are signs of life too. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function absentIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
