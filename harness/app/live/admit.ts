import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who is asked for, and where: only who was given the address knows its path. */
export interface Door {
  port: number;
  path: string;
}

export type Admitted = 'page' | 'events' | { refusedWith: 403 | 404 | 405 };

/** What a request may have. */
export function admit({ method, url = '', headers }: IncomingMessage, { port, path }: Door): Admitted {
  // A page of the web whose name was made to resolve to this machine still asks for that name.
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) return { refusedWith: 403 };
  if (isSame(url, path)) return method === 'GET' ? 'page' : { refusedWith: 405 };
  if (isSame(url, `${path}events`)) return method === 'GET' ? 'events' : { refusedWith: 405 };
  return { refusedWith: 404 };
}

/** In the same time wherever they differ, so that a path cannot be found out letter by letter. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
