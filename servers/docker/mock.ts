import type { Mock } from '../mock.ts';
import { GO_HTTP, makeReadTimeouts, refuseGarbage } from '../refuse.ts';
import { splitTarget } from '../route.ts';
import { makeDispatch } from './dispatch.ts';
import { makeRoutes } from './routes/index.ts';
import { makeWorld } from './world/make-world.ts';
import { DEFAULT_WORLD, type WorldOptions } from './world/options.ts';

// The only paths whose connection may be taken over; elsewhere dockerd ignores a wish to upgrade, to h2c for one.
const HIJACKING: Partial<Record<string, RegExp>> = {
  POST: /^(\/v[0-9.]+)?\/(containers\/.+\/attach|exec\/.+\/start)$/,
  GET: /^(\/v[0-9.]+)?\/containers\/.+\/attach\/ws$/,
};

// dockerd's ReadHeaderTimeout; bodies may take their time.
const READ_HEADER_TIMEOUT_MS = 300_000;

const PAGE_NOT_FOUND = {
  status: '404 Not Found',
  headers: 'Content-Type: application/json\r\n',
  body: '{"message":"page not found"}\n',
};

/** A Docker daemon that runs nothing: a small seeded world, and the Engine API in front of it. */
export function makeDockerMock(options: Partial<WorldOptions> = {}): Mock {
  const world = makeWorld({ ...DEFAULT_WORLD, ...options });
  const dispatch = makeDispatch(makeRoutes(world));

  return {
    handle: (request, response) => dispatch(request, response),
    upgrade: (request, response, upgrade) => dispatch(request, response, upgrade),
    takesUpgrade: ({ method = '', url = '' }) => HIJACKING[method]?.test(splitTarget(url).path) ?? false,
    clientError: refuseGarbage(PAGE_NOT_FOUND),
    options: { ...GO_HTTP, ...makeReadTimeouts({ headMs: READ_HEADER_TIMEOUT_MS }) },
    close: () => world.close(),
  };
}
