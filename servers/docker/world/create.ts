import { goKind } from '../ask/go-json.ts';
import { badParameter, notFound, unclassified } from '../reply/errors.ts';
import { type Container, commandLine, makeContainer } from './container.ts';
import { tell } from './container-events.ts';
import { type ContainerConfig, DEFAULT_CONFIG, DEFAULT_HOST_CONFIG, type HostConfig } from './defaults.ts';
import { requireImage } from './find.ts';
import { makeId } from './id.ts';
import { claimName, inventName } from './names.ts';
import { type Endpoint, findNetwork } from './networks.ts';
import { nowNs } from './time.ts';
import type { World } from './world.ts';

type Asked = Record<string, unknown>;

/** Makes a container of a create request whose fields were checked; what it leaves out gets dockerd's defaults. */
export function createContainer(world: World, name: string, askedConfig: Asked, askedHostConfig: Asked): Container {
  const config = overlay(DEFAULT_CONFIG, askedConfig) as ContainerConfig;
  const hostConfig = overlay(DEFAULT_HOST_CONFIG, askedHostConfig) as HostConfig;
  hostConfig.NetworkMode ||= 'default';
  const takenName = name ? claimName(world, name) : inventName(world);
  if (!config.Image) throw badParameter('No image was specified');
  const image = requireImage(world, config.Image);
  if (!config.Entrypoint?.length && !config.Cmd?.length) config.Cmd = image.command;
  const id = makeId(world.random);
  config.Hostname ||= id.slice(0, 12);
  if (Object.keys(config.ExposedPorts ?? {}).length === 0) delete config.ExposedPorts;
  const container = makeContainer({
    id,
    name: takenName,
    createdNs: nowNs(),
    image,
    imageName: config.Image,
    config,
    hostConfig,
    endpoints: makeEndpoints(world, hostConfig.NetworkMode),
  });
  if (commandLine(container).length === 0) throw badParameter('No command specified');
  world.containers.set(id, container);
  tell(world, container, 'create');
  return container;
}

/** The defaults with those of their keys that were asked for, and `ExposedPorts`, which has no default. */
function overlay(defaults: object, asked: Asked): object {
  const known = new Set([...Object.keys(defaults), 'ExposedPorts']);
  const taken = Object.entries(asked).filter(([key, value]) => known.has(key) && value !== null && value !== undefined);
  for (const [key, value] of taken) refuseOtherKind(key, value, (defaults as Asked)[key]);
  return { ...defaults, ...Object.fromEntries(taken) };
}

/** A field is of the kind of its default; those whose default is null were checked before, or are only shown again. */
function refuseOtherKind(key: string, value: unknown, byDefault: unknown): void {
  if (byDefault === null || byDefault === undefined || goKind(value) === goKind(byDefault)) return;
  throw unclassified(
    `json: cannot unmarshal ${goKind(value)} into Go struct field .${key} of type ${goKind(byDefault)}`,
  );
}

/** Changes limits and the restart policy; other keys of the request are no host configuration. */
export function updateContainer(world: World, container: Container, asked: Asked): void {
  container.hostConfig = overlay(container.hostConfig, asked) as HostConfig;
  tell(world, container, 'update');
}

const LOWEST_HOST = 2;
const HOSTS = 250;

function makeEndpoints(world: World, mode: string): Endpoint[] {
  if (mode.startsWith('container:')) return [];
  const network = findNetwork(world.networks, mode === 'default' ? 'bridge' : mode);
  if (!network) throw notFound(`network ${mode} not found`);
  return [{ network, id: makeId(world.random), host: LOWEST_HOST + (world.containers.size % HOSTS) }];
}
