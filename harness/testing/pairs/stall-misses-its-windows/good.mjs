import { rateLimited } from '../rate-limited.mjs';

export async function createClient(options) {
  return rateLimited(options, { requests: 10, everyMs: 300 });
}
