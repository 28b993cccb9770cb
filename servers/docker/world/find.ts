import { notFound, unclassified } from '../reply/errors.ts';
import type { Container } from './container.ts';
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
