import type { Random } from '../../../harness/core/random.ts';
import { makeId } from './id.ts';

export interface Image {
  /** With its algorithm: `sha256:...`. */
  readonly id: string;
  readonly tags: string[];
  readonly createdNs: bigint;
  readonly sizeBytes: number;
  readonly layer: string;
  readonly command: string[] | null;
}

export function makeImage(random: Random, parts: Pick<Image, 'tags' | 'createdNs' | 'sizeBytes' | 'command'>): Image {
  return { ...parts, id: `sha256:${makeId(random)}`, layer: `sha256:${makeId(random)}` };
}

/** The image of a name with or without a tag, of an id, or of the only id that begins so. */
export function findImage(images: Iterable<Image>, name: string): Image | undefined {
  const all = [...images];
  const tagged = name.includes(':') ? name : `${name}:latest`;
  const digits = name.replace(/^sha256:/, '');
  const byName = all.find(({ id, tags }) => tags.includes(tagged) || id === `sha256:${digits}`);
  if (byName || !/^[0-9a-f]{4,64}$/.test(digits)) return byName;
  const byPrefix = all.filter(({ id }) => id.startsWith(`sha256:${digits}`));
  return byPrefix.length === 1 ? byPrefix[0] : undefined;
}
