import { get } from './get.mjs';

let last = 0;

/** Pushes this many log lines; resolves to the status. */
export async function push(where, lines) {
  last = Math.max(last + 1, Date.now() * 1_000);
  const values = lines.map((line, index) => [`${last + index}000`, line]);
  last += lines.length;
  const body = JSON.stringify({ streams: [{ stream: { app: 'pairs' }, values }] });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  return get(where, '/loki/api/v1/push', { method: 'POST', headers, body });
}
