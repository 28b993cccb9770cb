import { type Image, makeImage } from '../images.ts';
import type { Random } from '../random.ts';
import { NS_PER_SECOND } from '../time.ts';

/** The first is the recorded one, imported from a file system without a command of its own. */
export function seedImages(random: Random, startedNs: bigint): Image[] {
  const createdNs = startedNs - 3_600n * NS_PER_SECOND;
  return [
    makeImage(random, { tags: ['tinybb:latest'], createdNs, sizeBytes: 1_982_282, command: null }),
    makeImage(random, { tags: ['busybox:latest'], createdNs, sizeBytes: 4_261_502, command: ['sh'] }),
    makeImage(random, {
      tags: ['alpine:latest', 'alpine:3.20'],
      createdNs,
      sizeBytes: 7_797_000,
      command: ['/bin/sh'],
    }),
  ];
}
