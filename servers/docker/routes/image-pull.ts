import type { Route } from '../../route.ts';
import { notFound } from '../reply/errors.ts';
import { JSON_HEADERS } from '../reply/headers.ts';
import { encodeJson } from '../reply/json.ts';
import { findImage } from '../world/images.ts';
import type { World } from '../world/world.ts';

// Clients spell the public registry out; the daemon leaves it away again.
const HUB = /^docker\.io\/(library\/)?/;

/** `POST /images/create`: the images that are here are up to date, and the registry has no others. */
export const imagePull = (world: World): Route => ({
  methods: ['POST'],
  path: '/images/create',
  handle({ response, query }) {
    const [name = '', tagOfName] = (query.get('fromImage') ?? '').replace(HUB, '').split(':');
    const tag = query.get('tag') || tagOfName || 'latest';
    if (!findImage(world.images, `${name}:${tag}`)) {
      throw notFound(
        `pull access denied for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
      );
    }
    response.writeHead(200, [...JSON_HEADERS]);
    response.write(encodeJson({ status: `Pulling from library/${name}`, id: tag }));
    response.end(encodeJson({ status: `Status: Image is up to date for ${name}:${tag}` }));
  },
});
