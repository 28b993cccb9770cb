import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request as sendRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { RequestSpec } from '../../harness/scenario/types.ts';
import type { Address } from './listen-on.ts';

// Node writes these by itself, from what the handler decides.
const WRITTEN_BY_NODE = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

/** An answer as a handler gives it: headers without those that Node writes by itself. */
interface Answer {
  status: number;
  headers: string[];
  body: Buffer;
}

/** What the server answers, so that another one can send the same. */
export async function answerOf(server: Address, request: RequestSpec): Promise<Answer> {
  const { response, body } = await ask(server, request);
  const headers = pairs(response.rawHeaders).filter(([name]) => !WRITTEN_BY_NODE.has(name.toLowerCase()));
  return { status: response.statusCode ?? 0, headers: headers.flat(), body };
}

/** Throws unless the servers' answers are alike to the order of their headers; how old things are may differ. */
export async function verifySameAnswer(one: Address, other: Address, request: RequestSpec): Promise<void> {
  const [a, b] = [await ask(one, request), await ask(other, request)];
  const shape = ({ response: { statusCode, rawHeaders }, body }: Asked) => ({
    statusCode,
    headers: pairs(rawHeaders).map(([name, value]) => (name === 'Date' ? 'Date' : `${name}: ${value}`)),
    body: body.toString().replaceAll(/\d+ (second|minute|hour)s?/g, '? $1'),
  });
  assert.deepEqual(shape(a), shape(b));
}

interface Asked {
  response: IncomingMessage;
  body: Buffer;
}

async function ask({ origin, socketPath }: Address, { method, path, headers, body }: RequestSpec): Promise<Asked> {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true });
  const where = socketPath ? { socketPath } : { hostname, port };
  const asking = sendRequest({ ...where, agent, method, path, headers }).end(body ?? undefined);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const answer = { response, body: await buffer(response) };
  agent.destroy();
  return answer;
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as [string, string]] : [],
  );
}
