import type { WorldOptions } from './options.ts';
import { seedContainers } from './seeds/containers.ts';
import { seedImages } from './seeds/images.ts';
import { seedNetworks } from './seeds/networks.ts';
import { World } from './world.ts';

/** The same seed makes the same ids, names and log lines. */
export function makeWorld(options: WorldOptions): World {
  const world = new World(options.seed);
  for (const image of seedImages(world.random, world.startedNs)) {
    world.images.add(image);
    const add = (action: string, name: string) =>
      world.events.add({ type: 'image', action, actor: { id: image.id, attributes: { name } } }, image.createdNs);
    for (const tag of image.tags) add('tag', tag);
    add('import', image.id);
  }
  for (const network of seedNetworks(world.random, world.startedNs)) world.networks.add(network);
  seedContainers(world, options);
  return world;
}
