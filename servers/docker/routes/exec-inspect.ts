import type { Route } from '../../route.ts';
import { sendJson } from '../reply/json.ts';
import type { Exec } from '../world/exec-table.ts';
import { findExec } from '../world/find.ts';
import type { World } from '../world/world.ts';

export const execInspect = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/exec\/(.+)\/json$/,
  handle({ response, parameters: [id = ''] }) {
    sendJson(response, viewExec(findExec(world, id)));
  },
});

function viewExec({ id, state, exitCode, config, container, pid }: Exec): object {
  const [entrypoint, ...args] = config.Cmd;
  return {
    ID: id,
    Running: state === 'running',
    ExitCode: exitCode,
    ProcessConfig: { tty: config.Tty, entrypoint, arguments: args, privileged: config.Privileged },
    OpenStdin: config.AttachStdin,
    OpenStderr: config.AttachStderr,
    OpenStdout: config.AttachStdout,
    CanRemove: false,
    ContainerID: container.id,
    DetachKeys: config.DetachKeys,
    Pid: pid,
  };
}
