import { z } from 'zod';
import type { Route } from '../../route.ts';
import { askJson } from '../ask/body.ts';
import { bool, strings, text } from '../ask/fields.ts';
import { badParameter } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';
import { createExec } from '../world/exec.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

const BODY = z.object({
  AttachStdin: bool,
  AttachStdout: bool,
  AttachStderr: bool,
  Tty: bool,
  Privileged: bool,
  DetachKeys: text,
  Cmd: strings,
});

export const execCreate = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/exec$/,
  readsBody: true,
  async handle(exchange) {
    const { Cmd, ...config } = await askJson(exchange, BODY);
    if (!Cmd || Cmd.length === 0) throw badParameter('No exec command specified');
    const container = findContainer(world, exchange.parameters[0] ?? '');
    sendJson(exchange.response, { Id: createExec(world, container, { ...config, Cmd }).id }, 201);
  },
});
