import type { Route } from '../../route.ts';
import { sendNothing } from '../reply/json.ts';
import { findContainer } from '../world/find.ts';
import { start } from '../world/lifecycle.ts';
import type { World } from '../world/world.ts';

export const containerStart = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/start$/,
  handle({ response, parameters: [name = ''] }) {
    sendNothing(response, start(world, findContainer(world, name)) ? 204 : 304);
  },
});
