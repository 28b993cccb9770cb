import http from 'node:http';

/** One request by node:http, its body read to the end. */
export function get({ origin, socketPath, agent, headers = {} }, path, init = {}) {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  const { method = 'GET', signal } = init;
  return new Promise((resolve, reject) => {
    const options = { ...where, path, agent, method, headers: { ...init.headers, ...headers }, signal };
    const request = http.request(options, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode }));
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end(init.body);
  });
}
