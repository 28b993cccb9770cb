import type { Route } from '../../route.ts';
import { conflict } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';
import { type ListedProcess, viewProcesses } from '../views/processes.ts';
import { type Container, commandLine, isRunning } from '../world/container.ts';
import { tell } from '../world/container-events.ts';
import { findContainer } from '../world/find.ts';
import { notRunning } from '../world/lifecycle.ts';
import { toRfc3339 } from '../world/time.ts';
import type { World } from '../world/world.ts';

const SHIM_DISTANCE = 22;

/** `GET /containers/{id}/top`: what `ps` with the arguments of `ps_args` says of its processes. */
export const containerTop = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/containers\/(.+)\/top$/,
  handle({ response, query, parameters: [name = ''] }) {
    const container = findContainer(world, name);
    if (!isRunning(container)) throw conflict(notRunning(container));
    const table = viewProcesses(query.get('ps_args') ?? '', listProcesses(world, container));
    tell(world, container, 'top');
    sendJson(response, table);
  },
});

function listProcesses(world: World, container: Container): ListedProcess[] {
  const { pid, startedNs } = container.state;
  const shared = {
    parent: pid - SHIM_DISTANCE,
    startTime: toRfc3339(startedNs).slice(11, 16),
    tty: container.config.Tty ? 'pts/0' : '?',
  };
  const main = { ...shared, pid, command: commandLine(container) };
  const others = world.execs.runningIn(container).map(({ pid, config }) => ({ ...shared, pid, command: config.Cmd }));
  return [main, ...others];
}
