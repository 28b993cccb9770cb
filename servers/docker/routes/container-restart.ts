import type { Route } from '../../route.ts';
import { askGraceMs } from '../ask/grace.ts';
import { sendNothing } from '../reply/json.ts';
import { tell } from '../world/container-events.ts';
import { findContainer } from '../world/find.ts';
import { start, stop } from '../world/lifecycle.ts';
import { SIGNAL } from '../world/signals.ts';
import type { World } from '../world/world.ts';

export const containerRestart = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/restart$/,
  async handle({ response, query, parameters: [name = ''] }) {
    const graceMs = askGraceMs(query);
    const container = findContainer(world, name);
    await stop(world, container, graceMs, SIGNAL.TERM);
    start(world, container);
    tell(world, container, 'restart');
    sendNothing(response, 204);
  },
});
