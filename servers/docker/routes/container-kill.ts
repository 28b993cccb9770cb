import type { Route } from '../../route.ts';
import { ApiError } from '../reply/errors.ts';
import { sendNothing } from '../reply/json.ts';
import { findContainer } from '../world/find.ts';
import { kill } from '../world/lifecycle.ts';
import { parseSignal } from '../world/signals.ts';
import type { World } from '../world/world.ts';

export const containerKill = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/kill$/,
  async handle({ response, query, parameters: [name = ''] }) {
    const signal = parseSignal(query.get('signal') || 'KILL');
    try {
      await kill(world, findContainer(world, name), signal);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      throw new ApiError(error.status, `Cannot kill container: ${name}: ${error.message}`);
    }
    sendNothing(response, 204);
  },
});
