import type { OutgoingHttpHeaders } from 'node:http';
import type { Hit, Outcome } from './fault.ts';

const BODYLESS = new Set([204, 205, 304]);

/** A whole answer in the server's place: the status, in words too where a body may be. */
export function answerPlainly({ request, response }: Hit, status: number, headers: OutgoingHttpHeaders = {}): Outcome {
  request.resume();
  if (BODYLESS.has(status)) {
    response.writeHead(status, headers).end();
  } else {
    const body = `fault: status ${status}\n`;
    response.writeHead(status, { ...headers, 'Content-Type': 'text/plain', 'Content-Length': body.length }).end(body);
  }
  return 'answered';
}
