import type { Route } from '../../route.ts';
import { askBoolean } from '../ask/boolean.ts';
import { sendJson } from '../reply/json.ts';
import { viewContainer } from '../views/container-inspect.ts';
import { sizesOf } from '../views/sizes.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

export const containerInspect = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/containers\/(.+)\/json$/,
  handle({ response, query, parameters: [name = ''] }) {
    const container = findContainer(world, name);
    const execIds = world.execs.runningIn(container).map(({ id }) => id);
    sendJson(response, viewContainer(container, execIds, askBoolean(query, 'size') ? sizesOf(container) : {}));
  },
});
