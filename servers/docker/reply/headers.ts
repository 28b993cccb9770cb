import { DAEMON } from '../version.ts';

// Flat name and value pairs, which Node writes without building an object first; in the order of Go, which sorts them.
const API_VERSION = ['Api-Version', DAEMON.apiVersion] as const;
const REST = [
  'Docker-Experimental',
  'false',
  'Ostype',
  DAEMON.os,
  'Server',
  `Docker/${DAEMON.version} (${DAEMON.os})`,
] as const;

/** The block that every routed answer carries; without a content type for answers that have none. */
export const ROUTED_HEADERS: readonly string[] = [...API_VERSION, ...REST];

/** The same block for a JSON answer. dockerd writes the bare type; with a charset the CLI would show the raw JSON. */
export const JSON_HEADERS: readonly string[] = routedHeaders('application/json');

export function routedHeaders(contentType: string): readonly string[] {
  return [...API_VERSION, 'Content-Type', contentType, ...REST];
}

/** A refused version is answered before the middleware that adds Docker-Experimental. */
export function refusedVersionHeaders(contentType: string): readonly string[] {
  return [...API_VERSION, 'Content-Type', contentType, ...REST.slice(2)];
}
