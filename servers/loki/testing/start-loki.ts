import { once } from 'node:events';
import { listen } from '../../listen.ts';
import { makeLokiMock } from '../mock.ts';
import { compareNs } from '../nanoseconds.ts';
import type { LokiOverrides } from '../options.ts';
import type { Labels } from '../push/stream.ts';

export type TestLoki = Awaited<ReturnType<typeof startLoki>>;

/** A mock on a real socket, with the few requests that every test sends. */
export async function startLoki(overrides: LokiOverrides = {}) {
  const { server, origin } = await listen(makeLokiMock(overrides), [], null);

  const send = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${origin}${path}`, init);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, text: bytes.toString(), bytes };
  };
  const post = (path: string, body: string | Uint8Array, headers: Record<string, string>) =>
    send(path, { method: 'POST', body: body as string, headers });
  const push = (body: unknown, headers: Record<string, string> = {}) =>
    post('/loki/api/v1/push', JSON.stringify(body), { 'Content-Type': 'application/json', ...headers });
  const ask = async (path: string, parameters: Record<string, string> = {}, headers: Record<string, string> = {}) => {
    const answer = await send(`${path}?${new URLSearchParams(parameters)}`, { headers });
    return answer.status === 200 ? JSON.parse(answer.text) : answer;
  };

  return {
    server,
    origin,
    send,
    post,
    push,
    ask,
    /** Every stored line of the selected streams, the oldest first, with its labels. */
    async lines(query: string, headers: Record<string, string> = {}): Promise<{ line: string; stream: Labels }[]> {
      const hourNs = 3_600_000_000_000;
      const times = { start: nowNs(-24 * hourNs), end: nowNs(hourNs) };
      const parameters = { query, direction: 'forward', limit: '5000', ...times };
      const { data } = await ask('/loki/api/v1/query_range', parameters, headers);
      const lines = data.result.flatMap(({ stream, values }: { stream: Labels; values: [string, string][] }) =>
        values.map(([timestampNs, line]) => ({ timestampNs, line, stream })),
      );
      lines.sort((a: { timestampNs: string }, b: { timestampNs: string }) => compareNs(a.timestampNs, b.timestampNs));
      return lines.map(({ line, stream }: { line: string; stream: Labels }) => ({ line, stream }));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Now, `offsetNs` later. */
export function nowNs(offsetNs = 0): string {
  return String(BigInt(Date.now()) * 1_000_000n + BigInt(offsetNs));
}

/** A push of one stream. */
export function oneStream(stream: Record<string, unknown>, ...values: unknown[]) {
  return { streams: [{ stream, values }] };
}
