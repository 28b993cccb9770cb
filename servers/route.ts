import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Upgrade } from './mock.ts';

/** A request as a route sees it: the path without its version prefix, and the query apart. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  query: URLSearchParams;
  /** What the pattern's groups matched. */
  parameters: readonly string[];
  upgrade?: Upgrade;
}

/** One endpoint, one file: `path` is the whole path, or a pattern whose groups become `parameters`. */
export interface Route {
  methods: readonly string[];
  path: string | RegExp;
  /** It reads the body itself; for any other route of the Docker mock that is done before. */
  readsBody?: boolean;
  handle(exchange: Exchange): void | Promise<void>;
}

/** The first route that takes the path; exact paths are found without trying patterns. */
export function makeRouter(routes: readonly Route[]) {
  const exact = new Map<string, Route[]>();
  const patterns: { pattern: RegExp; route: Route }[] = [];
  for (const route of routes) {
    if (typeof route.path === 'string') exact.set(route.path, [...(exact.get(route.path) ?? []), route]);
    else patterns.push({ pattern: route.path, route });
  }
  return (method: string, path: string): Match => {
    const named = exact.get(path);
    if (named) return chosen(named, method, []);
    const matches = patterns.flatMap(({ pattern, route }) => {
      const match = pattern.exec(path);
      return match ? [{ route, parameters: match.slice(1) }] : [];
    });
    const match = matches.find(({ route }) => route.methods.includes(method));
    if (match) return { route: match.route, parameters: match.parameters };
    return matches.length > 0 ? 'wrong method' : 'unknown path';
  };
}

export type Match = { route: Route; parameters: string[] } | 'wrong method' | 'unknown path';

function chosen(routes: Route[], method: string, parameters: string[]): Match {
  const route = routes.find(({ methods }) => methods.includes(method));
  return route ? { route, parameters } : 'wrong method';
}

// Nobody writes to a query, so that all requests without one can share this.
const NO_QUERY = new URLSearchParams();

/** Splits a request's target into its path and its query, also in absolute form. */
export function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const relative = target.startsWith('http://') ? target.slice(target.indexOf('/', 7)) : target;
  const mark = relative.indexOf('?');
  if (mark < 0) return { path: relative, query: NO_QUERY };
  return { path: relative.slice(0, mark), query: new URLSearchParams(relative.slice(mark + 1)) };
}
