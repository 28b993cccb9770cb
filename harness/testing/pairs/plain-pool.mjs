import { connect } from 'node:net';

/** A small pool on plain sockets; `onRetired` is what it does with a connection that the server wants no more of. */
export const make =
  ({ onRetired = (socket) => socket.end(), allowHalfOpen = false }) =>
  async ({ origin, socketPath }) => {
    const { hostname, port } = new URL(origin);
    const where = socketPath ? { path: socketPath } : { host: hostname, port };
    const all = new Set();
    const idle = [];
    const open = () => {
      const socket = connect({ ...where, allowHalfOpen });
      all.add(socket);
      return socket.once('close', () => all.delete(socket));
    };
    return {
      async request(path) {
        const socket = idle.pop() ?? open();
        socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
        const head = await answerOf(socket);
        if (/^connection: close/im.test(head)) onRetired(socket);
        else idle.push(socket);
        return { status: Number(head.split(' ')[1]) };
      },
      async close() {
        for (const socket of all) socket.destroy();
      },
    };
  };

/** The head of an answer whose body has been read whole. */
function answerOf(socket) {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/^content-length: (\d+)/im.exec(text)?.[1]);
      if (end === -1 || text.length < end + 4 + length) return;
      socket.off('data', onData).off('error', reject);
      resolve(text.slice(0, end));
    };
    socket.on('data', onData).once('error', reject);
  });
}
