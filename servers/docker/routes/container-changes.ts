import type { Route } from '../../route.ts';
import { sendJson } from '../reply/json.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

/** What a container changed in its file system: nothing, which dockerd writes as null. */
export const containerChanges = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/containers\/(.+)\/changes$/,
  handle({ response, parameters: [name = ''] }) {
    findContainer(world, name);
    sendJson(response, null);
  },
});
