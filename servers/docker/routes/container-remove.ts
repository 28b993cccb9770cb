import type { Route } from '../../route.ts';
import { askBoolean } from '../ask/boolean.ts';
import { sendNothing } from '../reply/json.ts';
import { findContainer } from '../world/find.ts';
import { remove } from '../world/lifecycle.ts';
import type { World } from '../world/world.ts';

export const containerRemove = (world: World): Route => ({
  methods: ['DELETE'],
  path: /^\/containers\/(.+)$/,
  async handle({ response, query, parameters: [name = ''] }) {
    await remove(world, findContainer(world, name), askBoolean(query, 'force'));
    sendNothing(response, 204);
  },
});
