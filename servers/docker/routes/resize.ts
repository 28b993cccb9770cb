import type { Route } from '../../route.ts';
import { parseGoInt } from '../ask/numbers.ts';
import { conflict } from '../reply/errors.ts';
import { ROUTED_HEADERS } from '../reply/headers.ts';
import { sendBytes } from '../reply/json.ts';
import { isRunning } from '../world/container.ts';
import { findContainer, findExec } from '../world/find.ts';
import { notRunning } from '../world/lifecycle.ts';
import type { World } from '../world/world.ts';

/** A terminal's size, of a container or an exec: checked, and of no effect on imitated programs. */
export const resize = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/(containers|exec)\/(.+)\/resize$/,
  handle({ response, query, parameters: [kind, id = ''] }) {
    for (const side of ['h', 'w']) parseGoInt(query.get(side) ?? '', 'Atoi');
    const container = kind === 'exec' ? findExec(world, id).container : findContainer(world, id);
    if (!isRunning(container)) throw conflict(notRunning(container));
    sendBytes(response, Buffer.alloc(0), ROUTED_HEADERS);
  },
});
