import type { Route } from '../../route.ts';
import { askGraceMs } from '../ask/grace.ts';
import { sendNothing } from '../reply/json.ts';
import { findContainer } from '../world/find.ts';
import { stop } from '../world/lifecycle.ts';
import { SIGNAL } from '../world/signals.ts';
import type { World } from '../world/world.ts';

export const containerStop = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/stop$/,
  async handle({ response, query, parameters: [name = ''] }) {
    const graceMs = askGraceMs(query);
    const stopped = await stop(world, findContainer(world, name), graceMs, SIGNAL.TERM);
    sendNothing(response, stopped ? 204 : 304);
  },
});
