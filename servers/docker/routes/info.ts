import type { Route } from '../../route.ts';
import { sendJson } from '../reply/json.ts';
import { viewInfo } from '../views/info.ts';
import type { World } from '../world/world.ts';

export const info = (world: World): Route => ({
  methods: ['GET'],
  path: '/info',
  handle: ({ response }) => sendJson(response, viewInfo(world)),
});
