import type { Container } from './container.ts';
import type { Image } from './images.ts';
import type { Network } from './networks.ts';
import type { WorldOptions } from './options.ts';
import { Random } from './random.ts';
import { seedContainers } from './seeds/containers.ts';
import { seedImages } from './seeds/images.ts';
import { seedNetworks } from './seeds/networks.ts';
import { nowNs } from './time.ts';

/** Everything that the daemon knows. The same seed makes the same ids, names and log lines. */
export class World {
  readonly startedNs = nowNs();
  readonly random: Random;
  readonly images: Set<Image>;
  readonly networks: Set<Network>;
  /** By id, oldest first. */
  readonly containers = new Map<string, Container>();
  /** Grows whenever an answer about containers may read differently. */
  revision = 0;

  constructor(options: WorldOptions) {
    this.random = new Random(options.seed);
    this.images = new Set(seedImages(this.random, this.startedNs));
    this.networks = new Set(seedNetworks(this.random, this.startedNs));
    for (const container of seedContainers(this, options)) this.containers.set(container.id, container);
  }
}
