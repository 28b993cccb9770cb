import type { Route } from '../../route.ts';
import { sendJson } from '../reply/json.ts';
import { viewSummary } from '../views/container-summary.ts';
import { viewImageSummary } from '../views/image.ts';
import { sizesOf } from '../views/sizes.ts';
import type { World } from '../world/world.ts';

/** `GET /system/df`: images with their counts, and every container with its sizes. */
export const diskUsage = (world: World): Route => ({
  methods: ['GET'],
  path: '/system/df',
  handle({ response }) {
    const images = [...world.images];
    const containers = [...world.containers.values()].reverse();
    const users = (image: unknown) => containers.filter((container) => container.image === image).length;
    sendJson(response, {
      LayersSize: images.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
      Images: images.map((image) => viewImageSummary(image, { Containers: users(image), SharedSize: 0 })),
      Containers: containers.map((container) => viewSummary(container, sizesOf(container))),
      Volumes: [],
      BuildCache: null,
      BuilderSize: 0,
    });
  },
});
