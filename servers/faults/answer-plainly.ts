import type { OutgoingHttpHeaders } from 'node:http';
import { whenRead } from '../read-first.ts';
import type { Hit, Outcome } from './fault.ts';

const BODYLESS = new Set([204, 205, 304]);

/** A whole answer in the server's place, once the request is whole: the status, in words too where a body may be. */
export function answerPlainly({ request, response }: Hit, status: number, headers: OutgoingHttpHeaders = {}): Outcome {
  whenRead(request, () => {
    if (BODYLESS.has(status)) {
      response.writeHead(status, headers).end();
      return;
    }
    const body = `fault: status ${status}\n`;
    response.writeHead(status, { ...headers, 'Content-Type': 'text/plain', 'Content-Length': body.length }).end(body);
  });
  return 'answered';
}
