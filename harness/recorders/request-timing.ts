import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../core/clock.ts';
import type { Client, ClosableClient } from '../scenario/types.ts';
import { type Part, RequestParts, type TakenParts } from './request-parts.ts';
import { SamplingGate } from './sampling-gate.ts';

interface Ticket {
  /** Where its parts are counted: what is timed before `take()` and answered after it belongs to before. */
  parts: RequestParts;
  /** When the last part ended. */
  sinceMs: number;
  isClaimed: boolean;
  hasConnection: boolean;
  /** With it the caller gives the request up. */
  signal: AbortSignal | undefined;
}

export interface RequestTimer {
  client: ClosableClient;
  /** The parts of the requests that were begun since the last call. */
  take(): TakenParts;
  stop(): void;
}

/**
 * Times the parts of requests by what undici and node:http publish. The wait is counted from the call of `request()`,
 * so that a limiter in front of the library counts too; a request carries its ticket to the library by its async
 * context.
 */
export function timeRequests(client: Client, clock: Clock): RequestTimer {
  const context = new AsyncLocalStorage<Ticket>();
  const inFlight = new Set<Ticket>();
  const gate = new SamplingGate(clock);
  let parts = new RequestParts();
  const claim = () => {
    const ticket = context.getStore();
    // A retry or a redirect is a second request under the same ticket, whose wait is no wait for a connection.
    if (!ticket || ticket.isClaimed) return undefined;
    ticket.isClaimed = true;
    return ticket;
  };
  const end = (ticket: Ticket | undefined, part: Part) => {
    if (!ticket) return;
    const nowMs = clock.nowMs();
    ticket.parts.add(part, nowMs - ticket.sinceMs);
    ticket.sinceMs = nowMs;
    if (part === 'queueWait') ticket.hasConnection = true;
  };
  const subscriptions = makeSubscriptions({ ...hearUndici(claim, end), ...hearNodeHttp(claim, end) });
  const isAnyHeard = () => {
    // What its caller has given up may never end, and would keep the subscriptions open for good.
    for (const ticket of inFlight) {
      if (!ticket.signal?.aborted) return true;
      inFlight.delete(ticket);
    }
    return false;
  };
  return {
    client: {
      request(path, init) {
        if (!gate.lets()) {
          // What is timed is heard to its end, and then nobody listens: being heard is what costs a request most.
          if (subscriptions.isOpen() && !isAnyHeard()) subscriptions.close();
          return client.request(path, init);
        }
        subscriptions.open();
        const sinceMs = clock.nowMs();
        const ticket = { parts, sinceMs, isClaimed: false, hasConnection: false, signal: init?.signal };
        inFlight.add(ticket);
        const answer = context.run(ticket, async () => client.request(path, init));
        answer.then(
          () => {
            if (inFlight.delete(ticket)) ticket.parts.answered(ticket.hasConnection);
          },
          () => inFlight.delete(ticket),
        );
        return answer;
      },
      close: async () => client.close?.(),
    },
    take() {
      const taken = parts.take();
      parts = new RequestParts();
      return taken;
    },
    stop: () => subscriptions.close(),
  };
}

type Claim = () => Ticket | undefined;
/** A part of that request ends now, and the next one begins. */
type End = (ticket: Ticket | undefined, part: Part) => void;

/** What is done with the messages of each channel. */
type Listeners = Record<string, (message: unknown) => void>;

/** Subscribes all listeners or none. */
function makeSubscriptions(listeners: Listeners): { isOpen(): boolean; open(): void; close(): void } {
  let isOpen = false;
  const turn = (how: typeof subscribe, open: boolean) => {
    if (isOpen === open) return;
    isOpen = open;
    for (const [channel, hear] of Object.entries(listeners)) how(channel, hear);
  };
  return { isOpen: () => isOpen, open: () => turn(subscribe, true), close: () => turn(unsubscribe, false) };
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
    const gotSocket = (socket: Socket) => {
      if (socket.connecting) socket.once('connect', () => end(ticket, 'queueWait'));
      else end(ticket, 'queueWait');
    };
    if (request.socket) gotSocket(request.socket);
    else request.once('socket', gotSocket);
    request.once('finish', () => end(ticket, 'sending'));
  };
  return {
    // Newer Nodes publish the creation. Before 22.12 there is only the start, which comes when the request has its
    // socket.
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
