// A service with a pool of one of four kinds, to be watched: node service.mjs KIND ORIGIN|PATH [MILLISECONDS]
// It makes as many requests at once as a line of its stdin says, and says so when they were answered; with MILLISECONDS
// also one as often. Try it: node service.mjs leaking http://127.0.0.1:8080 500 &
import http from 'node:http';
import net from 'node:net';
import { createInterface } from 'node:readline';

const [kind = '', to = '', everyMs] = process.argv.slice(2);
const place = to.startsWith('/') ? { path: to } : tcpPlace(new URL(to));

/** @param {URL} url */
function tcpPlace({ hostname, port }) {
  return { host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port) };
}

/** @param {http.Agent} agent */
function get(agent) {
  const where = 'path' in place ? { socketPath: place.path } : place;
  return new Promise((resolve, reject) => {
    const request = http.get({ agent, ...where }, (response) => response.resume().on('end', resolve));
    request.on('error', reject);
  });
}

/** What is never given back. */
const kept = [];

const KINDS = {
  healthy() {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 5 });
    return () => get(agent);
  },
  'no-keep-alive'() {
    const agent = new http.Agent({ keepAlive: false });
    return () => get(agent);
  },
  /** Each request has a pool of its own, which nobody closes. */
  leaking() {
    return () => {
      const agent = new http.Agent({ keepAlive: true });
      kept.push(agent);
      return get(agent);
    };
  },
  /** The server ends the connection after its answer; this side reads that end, and keeps its own. */
  'close-wait'() {
    return () =>
      new Promise((resolve, reject) => {
        const socket = net.connect({ ...place, allowHalfOpen: true });
        kept.push(socket);
        socket.on('error', reject).on('end', resolve).resume();
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      });
  },
};

const request = KINDS[kind]();
createInterface({ input: process.stdin }).on('line', async (count) => {
  await Promise.all(Array.from({ length: Number(count) }, request));
  console.log('done');
});
if (everyMs !== undefined) setInterval(request, Number(everyMs));
