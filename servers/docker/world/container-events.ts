import type { Container } from './container.ts';
import type { World } from './world.ts';

/** Something happened to a container: it is published, and answers that were kept are out of date. */
export function tell(
  world: World,
  container: Container,
  action: string,
  more: Record<string, string> = {},
  timeNs?: bigint,
): void {
  world.revision += 1;
  const actor = { id: container.id, attributes: attributesOf(container, more) };
  world.events.add({ type: 'container', action, actor }, timeNs);
}

/** dockerd writes attributes sorted: the labels, the image, the name and what the action adds. */
function attributesOf(container: Container, more: Record<string, string> = {}): Record<string, string> {
  const all = { ...container.config.Labels, image: container.imageName, name: container.name, ...more };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A running container joins its networks, and leaves them when it ends. */
export function tellNetworks(
  world: World,
  container: Container,
  action: 'connect' | 'disconnect',
  timeNs?: bigint,
): void {
  for (const { network } of container.endpoints) {
    const attributes = { container: container.id, name: network.name, type: network.driver };
    world.events.add({ type: 'network', action, actor: { id: network.id, attributes } }, timeNs);
  }
}
