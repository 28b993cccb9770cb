import net from 'node:net';

/**
 * A pool of raw connections; `choose` picks the one for the next request. Answers come in the order of their requests.
 */
export const make =
  (choose) =>
  async ({ origin, socketPath, connections }) => {
    const { port } = new URL(origin);
    const open = () => {
      const socket = socketPath ? net.connect(socketPath) : net.connect(Number(port), '127.0.0.1');
      const waiting = [];
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
        // Every answer of the target ends with its two bytes of body.
        for (let end = text.indexOf('\r\n\r\nok'); end >= 0; end = text.indexOf('\r\n\r\nok')) {
          text = text.slice(end + 6);
          waiting.shift()?.({ status: 200 });
        }
      });
      socket.on('error', () => {});
      return { socket, waiting };
    };
    const pool = Array.from({ length: connections }, open);
    const send = ({ socket, waiting }, path) => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      return new Promise((resolve) => waiting.push(resolve));
    };
    // One request on each, so that all of them belong to the pool.
    await Promise.all(pool.map((one) => send(one, '/ok')));
    return {
      request: (path) => send(choose(pool), path),
      async close() {
        for (const { socket } of pool) socket.destroy();
      },
    };
  };
