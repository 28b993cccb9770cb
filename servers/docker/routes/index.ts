import type { Route } from '../../route.ts';
import type { World } from '../world/world.ts';
import { containerInspect } from './container-inspect.ts';
import { containerList } from './container-list.ts';
import { containerLogs } from './container-logs.ts';
import { ping } from './ping.ts';
import { version } from './version.ts';

/** Every endpoint, one file each. To add one: write its file, and name it here. */
export function makeRoutes(world: World): Route[] {
  return [ping(), version(), containerList(world), containerInspect(world), containerLogs(world)];
}
