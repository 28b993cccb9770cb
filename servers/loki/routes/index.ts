import type { Route } from '../../route.ts';
import type { LokiOptions } from '../options.ts';
import { makePush } from './push.ts';
import { ready } from './ready.ts';

/** Everything that the mock answers. */
export function makeRoutes(options: LokiOptions): Route[] {
  return [makePush(options), ready];
}
