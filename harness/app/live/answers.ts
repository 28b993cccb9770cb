import type { IncomingMessage, ServerResponse } from 'node:http';

/** A page, and what a browser may do for it. */
export interface ServedPage {
  markup: string;
  policy: string;
}

/** Nothing of a page is kept or framed, and its address is told to nobody: who has it may look. */
const ON_EVERY_ANSWER = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function sendPage(response: ServerResponse, { markup, policy }: ServedPage): void {
  const type = 'text/html; charset=utf-8';
  response.writeHead(200, { ...ON_EVERY_ANSWER, 'content-type': type, 'content-security-policy': policy }).end(markup);
}

/** The beginning of a stream of events. */
export function beginEvents(response: ServerResponse): void {
  response.writeHead(200, { ...ON_EVERY_ANSWER, 'content-type': 'text/event-stream' });
}

const WHY = {
  403: 'This page is for this machine only.',
  404: 'There is nothing here.',
  405: 'This page can only be read.',
  503: 'As many pages are open as there can be.',
};

export function refuse(response: ServerResponse, status: keyof typeof WHY): void {
  response.writeHead(status, { ...ON_EVERY_ANSWER, 'content-type': 'text/plain' }).end(`${WHY[status]}\n`);
}

/** The last event that a page has seen which comes back; null: it comes for the first time. */
export function lastSeenBy({ headers }: IncomingMessage): number | null {
  const told = headers['last-event-id'];
  return typeof told === 'string' && /^\d{1,15}$/.test(told) ? Number(told) : null;
}
