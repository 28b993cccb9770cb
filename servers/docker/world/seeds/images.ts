import type { Random } from '../../../../harness/core/random.ts';
import { type Image, makeImage } from '../images.ts';
import { NS_PER_SECOND } from '../time.ts';

/**
 * The first is the recorded one, imported from a file system without a command of its own; each is a minute younger
 * than the one before.
 */
export function seedImages(random: Random, startedNs: bigint): Image[] {
  const createdNs = (minute: bigint) => startedNs - (3_600n - minute * 60n) * NS_PER_SECOND;
  return [
    makeImage(random, { tags: ['tinybb:latest'], createdNs: createdNs(0n), sizeBytes: 1_982_282, command: null }),
    makeImage(random, { tags: ['busybox:latest'], createdNs: createdNs(1n), sizeBytes: 4_261_502, command: ['sh'] }),
    makeImage(random, {
      tags: ['alpine:latest', 'alpine:3.20'],
      createdNs: createdNs(2n),
      sizeBytes: 7_797_000,
      command: ['/bin/sh'],
    }),
  ];
}
