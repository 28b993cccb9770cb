import type { Route } from '../../route.ts';
import { sendJson } from '../reply/json.ts';
import { viewContainer } from '../views/container-inspect.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

export const containerInspect = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/containers\/(.+)\/json$/,
  handle({ response, parameters: [name = ''] }) {
    sendJson(response, viewContainer(findContainer(world, name)));
  },
});
