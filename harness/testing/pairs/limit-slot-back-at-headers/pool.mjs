import http, { Agent } from 'node:http';

/** A limiter by hand; `releaseAt` is the event of the response at which a request gives its slot back. */
export const make =
  (releaseAt) =>
  async ({ origin, socketPath, connections }) => {
    const { hostname, port } = new URL(origin);
    const where = socketPath ? { socketPath } : { hostname, port };
    const agent = new Agent({ keepAlive: true, maxFreeSockets: connections });
    const streams = new Agent();
    const waiting = [];
    let free = connections;
    const release = () => {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    };
    const send = (path, { signal } = {}, through = agent, released = () => {}) =>
      new Promise((resolve, reject) => {
        const request = http.get({ ...where, path, agent: through, signal }, (response) => {
          if (releaseAt === 'headers') released();
          response.resume();
          response.once('close', () => {
            if (releaseAt === 'close') released();
            resolve({ status: response.statusCode });
          });
          response.once('error', reject);
        });
        request.once('error', reject);
      });
    return {
      async request(path, init) {
        if (path.startsWith('/stream')) return send(path, init, streams);
        if (free > 0) free -= 1;
        else await new Promise((resolve) => waiting.push(resolve));
        return send(path, init, agent, release);
      },
      async close() {
        agent.destroy();
        streams.destroy();
      },
    };
  };
