import type { Route } from '../../route.ts';
import { notFound } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';
import { viewHistory, viewImage } from '../views/image.ts';
import { findImage } from '../world/images.ts';
import type { World } from '../world/world.ts';

/** `GET /images/{name}/json` and `/history`; a name may hold slashes. */
export const imageInspect = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/images\/(.+)\/(json|history)$/,
  handle({ response, parameters: [name = '', what] }) {
    const image = findImage(world.images, name);
    const missing = `No such image: ${name.includes(':') ? name : `${name}:latest`}`;
    // The inspection wraps what the store says once more.
    if (!image) throw notFound(what === 'json' ? `no such image: ${name}: ${missing}` : missing);
    sendJson(response, what === 'json' ? viewImage(image) : viewHistory(image));
  },
});
