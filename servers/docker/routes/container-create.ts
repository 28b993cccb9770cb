import { z } from 'zod';
import type { Route } from '../../route.ts';
import { askJson } from '../ask/body.ts';
import { bool, dictionary, strings, text } from '../ask/fields.ts';
import { sendJson } from '../reply/json.ts';
import { createContainer } from '../world/create.ts';
import type { World } from '../world/world.ts';

const BINDINGS = z.array(z.object({ HostIp: text, HostPort: text })).nullable();

// The types of what the mock reads; other keys may be anything.
const BODY = z.looseObject({
  Image: text,
  Cmd: strings,
  Entrypoint: strings,
  Env: strings,
  Tty: bool,
  OpenStdin: bool,
  StdinOnce: bool,
  AttachStdin: bool,
  AttachStdout: bool,
  AttachStderr: bool,
  Labels: dictionary(z.string()),
  ExposedPorts: dictionary(z.unknown()),
  HostConfig: z
    .looseObject({ NetworkMode: text, AutoRemove: bool, Binds: strings, PortBindings: dictionary(BINDINGS) })
    .nullish(),
});

export const containerCreate = (world: World): Route => ({
  methods: ['POST'],
  path: '/containers/create',
  readsBody: true,
  async handle(exchange) {
    const { HostConfig, ...config } = await askJson(exchange, BODY);
    const container = createContainer(world, exchange.query.get('name') ?? '', config, HostConfig ?? {});
    sendJson(exchange.response, { Id: container.id, Warnings: [] }, 201);
  },
});
