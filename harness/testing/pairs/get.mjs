import http from 'node:http';

/** One GET by node:http, its body read to the end. */
export function get({ origin, socketPath, agent, headers = {} }, path, init = {}) {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  return new Promise((resolve, reject) => {
    const request = http.request({ ...where, path, agent, headers, signal: init.signal }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode }));
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end();
  });
}
