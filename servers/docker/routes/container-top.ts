import type { Route } from '../../route.ts';
import { conflict } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';
import { type Container, commandLine, isRunning } from '../world/container.ts';
import { tell } from '../world/container-events.ts';
import { findContainer } from '../world/find.ts';
import { notRunning } from '../world/lifecycle.ts';
import { toRfc3339 } from '../world/time.ts';
import type { World } from '../world/world.ts';

const TITLES = ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'];
const SHIM_DISTANCE = 22;

export const containerTop = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/containers\/(.+)\/top$/,
  handle({ response, parameters: [name = ''] }) {
    const container = findContainer(world, name);
    if (!isRunning(container)) throw conflict(notRunning(container));
    tell(world, container, 'top');
    sendJson(response, { Processes: listProcesses(world, container), Titles: TITLES });
  },
});

function listProcesses(world: World, container: Container): string[][] {
  const { pid, startedNs } = container.state;
  const main = { pid, parent: pid - SHIM_DISTANCE, command: commandLine(container).join(' ') };
  const others = world.execs.runningIn(container).map((exec) => ({
    pid: exec.pid,
    parent: pid - SHIM_DISTANCE,
    command: exec.config.Cmd.join(' '),
  }));
  const startTime = toRfc3339(startedNs).slice(11, 16);
  const tty = container.config.Tty ? 'pts/0' : '?';
  return [main, ...others].map((row) => [
    'root',
    String(row.pid),
    String(row.parent),
    '0',
    startTime,
    tty,
    '00:00:00',
    row.command,
  ]);
}
