import type { Route } from '../../route.ts';
import { askFilters, passesLabels } from '../ask/filters.ts';
import { sendJson } from '../reply/json.ts';
import { isRunning } from '../world/container.ts';
import { remove } from '../world/lifecycle.ts';
import type { World } from '../world/world.ts';

const FILTERS = ['label', 'label!', 'until'];

/** `POST /containers/prune`: removes what does not run. */
export const containerPrune = (world: World): Route => ({
  methods: ['POST'],
  path: '/containers/prune',
  async handle({ response, query }) {
    const filters = askFilters(query, FILTERS);
    const stopped = [...world.containers.values()].filter(
      (container) => !isRunning(container) && passesLabels(filters, container.config.Labels),
    );
    for (const container of stopped) await remove(world, container, false);
    world.events.add({ type: 'container', action: 'prune', actor: { id: '', attributes: { reclaimed: '0' } } });
    const deleted = stopped.map(({ id }) => id);
    sendJson(response, { ContainersDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: 0 });
  },
});
