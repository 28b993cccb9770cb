import type { Route } from '../../route.ts';
import { sendNothing } from '../reply/json.ts';
import { findContainer } from '../world/find.ts';
import { pause, unpause } from '../world/lifecycle.ts';
import type { World } from '../world/world.ts';

export const containerPause = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/(pause|unpause)$/,
  handle({ response, parameters: [name = '', action] }) {
    const container = findContainer(world, name);
    if (action === 'pause') pause(world, container);
    else unpause(world, container);
    sendNothing(response, 204);
  },
});
