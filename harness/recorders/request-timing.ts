import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { monotonicMs } from '../core/clock.ts';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../record/hdr.ts';
import type { Client } from '../scenario/types.ts';
import { SamplingGate } from './sampling-gate.ts';

/** The parts of a request's time: waiting for a connection, sending, until the first byte of the answer, its body. */
const PARTS = ['queueWait', 'sending', 'firstByte', 'body'] as const;
type Part = (typeof PARTS)[number];

interface Ticket {
  /** When the last part ended. */
  sinceMs: number;
  isClaimed: boolean;
}

export interface RequestTimer {
  client: Client;
  /** HDR histograms of the parts since the last call; a part that nothing was heard of is absent. */
  take(): Record<string, string>;
  stop(): void;
}

/**
 * Times the parts of requests by what undici and node:http publish. The wait is counted from the call of `request()`, so
 * that a limiter in front of the library counts too; a request carries its ticket to the library by its async context.
 */
export function timeRequests(client: Client): RequestTimer {
  const context = new AsyncLocalStorage<Ticket>();
  let histograms = emptyHistograms();
  const end = (ticket: Ticket | undefined, part: Part) => {
    if (!ticket) return;
    const nowMs = monotonicMs();
    recordLatencyMs(histograms[part], nowMs - ticket.sinceMs);
    ticket.sinceMs = nowMs;
  };
  const claim = () => {
    const ticket = context.getStore();
    // A retry or a redirect is a second request under the same ticket, whose wait is no wait for a connection.
    if (!ticket || ticket.isClaimed) return undefined;
    ticket.isClaimed = true;
    return ticket;
  };
  const ears = makeEars({ ...hearUndici(claim, end), ...hearNodeHttp(claim, end) });
  const gate = new SamplingGate();
  let inFlight = 0;
  const settled = () => {
    inFlight -= 1;
  };
  return {
    client: {
      request(path, init) {
        const nowMs = monotonicMs();
        if (!gate.lets(nowMs)) {
          // What is timed is heard to its end, and then nobody listens: being heard is what costs a request most.
          if (inFlight === 0) ears.close();
          return client.request(path, init);
        }
        ears.open();
        inFlight += 1;
        const answer = context.run({ sinceMs: nowMs, isClaimed: false }, async () => client.request(path, init));
        answer.then(settled, settled);
        return answer;
      },
      close: () => client.close(),
    },
    take() {
      const heard = PARTS.filter((part) => histograms[part].totalCount > 0);
      const taken = Object.fromEntries(heard.map((part) => [part, encodeHistogram(histograms[part])]));
      histograms = emptyHistograms();
      return taken;
    },
    stop: () => ears.close(),
  };
}

type Claim = () => Ticket | undefined;
type End = (ticket: Ticket | undefined, part: Part) => void;

/** What is done with the messages of each channel. */
type Listeners = Record<string, (message: unknown) => void>;

/** Subscribes all listeners or none. */
function makeEars(listeners: Listeners): { open(): void; close(): void } {
  let isOpen = false;
  const turn = (how: typeof subscribe, open: boolean) => {
    if (isOpen === open) return;
    isOpen = open;
    for (const [channel, hear] of Object.entries(listeners)) how(channel, hear);
  };
  return { open: () => turn(subscribe, true), close: () => turn(unsubscribe, false) };
}

function hearUndici(claim: Claim, end: End): Listeners {
  const tickets = new WeakMap<object, Ticket>();
  const endOf = (part: Part) => (message: unknown) => end(tickets.get((message as { request: object }).request), part);
  return {
    'undici:request:create'(message) {
      const ticket = claim();
      if (ticket) tickets.set((message as { request: object }).request, ticket);
    },
    'undici:client:sendHeaders': endOf('queueWait'),
    'undici:request:bodySent': endOf('sending'),
    'undici:request:headers': endOf('firstByte'),
    'undici:request:trailers': endOf('body'),
  };
}

function hearNodeHttp(claim: Claim, end: End): Listeners {
  const tickets = new WeakMap<object, Ticket>();
  const begin = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    const ticket = claim();
    if (!ticket) return;
    tickets.set(request, ticket);
    request.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => end(ticket, 'queueWait'));
      else end(ticket, 'queueWait');
    });
    request.once('finish', () => end(ticket, 'sending'));
  };
  return {
    // Newer Nodes publish the creation; older ones only the start, which is a moment later.
    'http.client.request.created': begin,
    'http.client.request.start': begin,
    'http.client.response.finish'(message) {
      const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
      const ticket = tickets.get(request);
      if (!ticket) return;
      end(ticket, 'firstByte');
      response.once('end', () => end(ticket, 'body'));
    },
  };
}

function emptyHistograms(): Record<Part, ReturnType<typeof makeLatencyHistogram>> {
  return {
    queueWait: makeLatencyHistogram(),
    sending: makeLatencyHistogram(),
    firstByte: makeLatencyHistogram(),
    body: makeLatencyHistogram(),
  };
}
