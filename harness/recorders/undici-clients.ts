import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { GlobalDispatcher, UndiciClientKind } from '../record/evidence/subject.ts';
import { Kinds } from './kinds.ts';

export interface UndiciClientWatch {
  read(): UndiciClientKind[];
  stop(): void;
}

/**
 * Reads the settings of undici's clients, one behind each connection, from the live objects: those of any copy of the
 * package and of built-in fetch, whose options nobody else can see. `isWanted` says which sockets matter.
 */
export function watchUndiciClients(isWanted: (socket: Socket) => boolean): UndiciClientWatch {
  const kinds = new Kinds<Omit<UndiciClientKind, 'count'>>();
  const meet = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    const client = hidden(socket, 'client') ?? hidden(hidden(socket, 'parser'), 'client');
    if (isObject(client) && isWanted(socket)) kinds.meet(client, () => settingsOf(client));
  };
  subscribe('undici:client:connected', meet);
  return { read: () => kinds.list(), stop: () => void unsubscribe('undici:client:connected', meet) };
}

function settingsOf(client: object) {
  return {
    keepAliveTimeoutMs: figure(hidden(client, 'default keep alive timeout')),
    headersTimeoutMs: figure(hidden(client, 'headers timeout')),
    bodyTimeoutMs: figure(hidden(client, 'body timeout')),
    pipelining: figure(hidden(client, 'pipelining')),
    maxRequestsPerClient: figure(hidden(client, 'maxRequestsPerClient')),
  };
}

/**
 * The limit of the dispatcher that fetch takes when it is given none; null where it has not been used or cannot be
 * read.
 */
export function lookAtGlobalDispatcher(origin: string | undefined): GlobalDispatcher | null {
  const globals = globalThis as unknown as Record<symbol, unknown>;
  const dispatcher =
    globals[Symbol.for('undici.globalDispatcher.2')] ?? globals[Symbol.for('undici.globalDispatcher.1')];
  const clients = hidden(dispatcher, 'clients');
  const options = hidden(dispatcher, 'options');
  if (!(clients instanceof Map) || clients.size === 0 || !isObject(options)) return null;
  const isToTarget = origin !== undefined && [...clients.keys()].some((key) => String(key).startsWith(origin));
  return { connections: figure((options as { connections?: unknown }).connections), ...(isToTarget && { isToTarget }) };
}

/** undici keeps its options under symbols of its own, or in the plain field of that name. */
function hidden(object: unknown, name: string): unknown {
  if (!isObject(object)) return undefined;
  const symbol = Object.getOwnPropertySymbols(object).find(({ description }) => description === name);
  return (object as Record<PropertyKey, unknown>)[symbol ?? name];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function figure(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
