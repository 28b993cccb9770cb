import type { Route } from '../../route.ts';
import { ApiError, notFound } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';
import { viewHistory, viewImage } from '../views/image.ts';
import { requireImage } from '../world/find.ts';
import type { Image } from '../world/images.ts';
import type { World } from '../world/world.ts';

/** `GET /images/{name}/json` and `/history`; a name may hold slashes. */
export const imageInspect = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/images\/(.+)\/(json|history)$/,
  handle({ response, parameters: [name = '', what] }) {
    if (what === 'json') sendJson(response, viewImage(inspect(world, name)));
    else sendJson(response, viewHistory(requireImage(world, name)));
  },
});

/** The inspection wraps what the store says once more. */
function inspect(world: World, name: string): Image {
  try {
    return requireImage(world, name);
  } catch (error) {
    throw error instanceof ApiError ? notFound(`no such image: ${name}: ${error.message}`) : error;
  }
}
