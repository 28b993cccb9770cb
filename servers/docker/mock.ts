import type { Mock } from '../mock.ts';
import { splitTarget } from '../route.ts';
import { makeDispatch } from './dispatch.ts';
import { refuseGarbage } from './reply/refuse.ts';
import { makeRoutes } from './routes/index.ts';
import { makeWorld } from './world/make-world.ts';
import { DEFAULT_WORLD, type WorldOptions } from './world/options.ts';

// The only paths whose connection may be taken over; elsewhere dockerd ignores a wish to upgrade, to h2c for one.
const HIJACKING: Partial<Record<string, RegExp>> = {
  POST: /^(\/v[0-9.]+)?\/(containers\/.+\/attach|exec\/.+\/start)$/,
  GET: /^(\/v[0-9.]+)?\/containers\/.+\/attach\/ws$/,
};

// Go reads heads up to 1 MiB; filters in a URL can be long.
const MAX_HEADER_BYTES = 1_048_576;

/** A Docker daemon that runs nothing: a small seeded world, and the Engine API in front of it. */
export function makeDockerMock(options: Partial<WorldOptions> = {}): Mock {
  const world = makeWorld({ ...DEFAULT_WORLD, ...options });
  const dispatch = makeDispatch(makeRoutes(world));

  return {
    handle: (request, response) => dispatch(request, response),
    upgrade: (request, response, upgrade) => dispatch(request, response, upgrade),
    takesUpgrade: ({ method = '', url = '' }) => HIJACKING[method]?.test(splitTarget(url).path) ?? false,
    clientError: refuseGarbage,
    options: {
      requireHostHeader: false,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    close: () => world.close(),
  };
}
