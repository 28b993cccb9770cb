import { z } from 'zod';
import type { Route } from '../../route.ts';
import { askJson } from '../ask/body.ts';
import { sendJson } from '../reply/json.ts';
import { updateContainer } from '../world/create.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

const BODY = z.looseObject({ Memory: z.number().nullish(), CpuShares: z.number().nullish() });

export const containerUpdate = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/update$/,
  readsBody: true,
  async handle(exchange) {
    const asked = await askJson(exchange, BODY);
    updateContainer(world, findContainer(world, exchange.parameters[0] ?? ''), asked);
    sendJson(exchange.response, { Warnings: [] });
  },
});
