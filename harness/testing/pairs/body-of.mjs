import http from 'node:http';

/** The body of one answer, in one Buffer of its own. */
export function bodyOf({ origin, socketPath, agent }, path, { signal } = {}) {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  return new Promise((resolve, reject) => {
    const request = http.get({ ...where, path, agent, signal }, async (response) => {
      try {
        const parts = await response.toArray();
        resolve({ status: response.statusCode, body: Buffer.concat(parts) });
      } catch (error) {
        reject(error);
      }
    });
    request.once('error', reject);
  });
}
