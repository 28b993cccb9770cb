import type { Route } from '../../route.ts';
import { askFilters, passes, passesLabels } from '../ask/filters.ts';
import { notFound } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';
import { viewNetwork } from '../views/network.ts';
import { isRunning } from '../world/container.ts';
import { findNetwork } from '../world/networks.ts';
import type { World } from '../world/world.ts';

const FILTERS = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];

export const networkList = (world: World): Route => ({
  methods: ['GET'],
  path: '/networks',
  handle({ response, query }) {
    const filters = askFilters(query, FILTERS);
    const wanted = [...world.networks].filter(
      ({ name, id, driver }) =>
        passes(filters, 'name', (value) => name.includes(value)) &&
        passes(filters, 'id', (value) => id.startsWith(value)) &&
        passes(filters, 'driver', (value) => driver === value) &&
        passes(filters, 'scope', (value) => value === 'local') &&
        passes(filters, 'type', (value) => value === 'builtin') &&
        passes(filters, 'dangling', (value) => value === 'false' || value === '0') &&
        passesLabels(filters, {}),
    );
    sendJson(
      response,
      wanted.map((network) => viewNetwork(network)),
    );
  },
});

export const networkInspect = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/networks\/([^/]+)$/,
  handle({ response, parameters: [name = ''] }) {
    const found = findNetwork(world.networks, name);
    if (!found) throw notFound(`network ${name} not found`);
    const members = [...world.containers.values()].filter(
      (container) => isRunning(container) && container.endpoints.some(({ network }) => network === found),
    );
    sendJson(response, viewNetwork(found, members));
  },
});
