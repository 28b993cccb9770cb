import { notFound, unclassified } from '../reply/errors.ts';
import type { Container } from './container.ts';
import type { Exec } from './exec-table.ts';
import { findImage, type Image } from './images.ts';
import type { World } from './world.ts';

/** The container of a full id, a name with or without its slash, or the only id that begins so. */
export function findContainer({ containers }: World, asked: string): Container {
  const byId = containers.get(asked);
  if (byId) return byId;
  const name = asked.replace(/^\//, '');
  const all = [...containers.values()];
  const byName = all.find((container) => container.name === name);
  if (byName) return byName;
  const byPrefix = /^[0-9a-f]+$/.test(asked) ? all.filter(({ id }) => id.startsWith(asked)) : [];
  if (byPrefix.length > 1) throw unclassified(`Multiple IDs found with provided prefix: ${asked}`);
  if (!byPrefix[0]) throw notFound(`No such container: ${asked}`);
  return byPrefix[0];
}

/** As the store of images says it; some routes wrap it once more. */
export function requireImage({ images }: World, name: string): Image {
  const image = findImage(images, name);
  if (!image) throw notFound(`No such image: ${name.includes(':') ? name : `${name}:latest`}`);
  return image;
}

export function findExec({ execs }: World, id: string): Exec {
  const exec = execs.get(id);
  if (!exec) throw notFound(`No such exec instance: ${id}`);
  return exec;
}
