import { type Container, makeContainer } from '../container.ts';
import { tell, tellNetworks } from '../container-events.ts';
import { DEFAULT_CONFIG, DEFAULT_HOST_CONFIG } from '../defaults.ts';
import { makeId } from '../id.ts';
import { findImage, type Image } from '../images.ts';
import { run } from '../lifecycle.ts';
import type { Network } from '../networks.ts';
import type { WorldOptions } from '../options.ts';
import { NS_PER_SECOND } from '../time.ts';
import type { World } from '../world.ts';
import { loggerTicker, serviceTicker, ttyTicker } from './tickers.ts';

const IMAGE = 'tinybb';
const START_TAKES_NS = 300_000_000n;

type Kind = Pick<Container, 'name' | 'ticker'> & { script: string; network: string; labels: Record<string, string> };

/** This many running containers, each a second younger than the one before; the first two are the recorded ones. */
export function seedContainers(world: World, { containers, linesPerSecond, seed }: WorldOptions): void {
  for (let index = 0; index < containers; index += 1) addRunning(world, index, kindOf(index, linesPerSecond, seed));
}

function kindOf(index: number, linesPerSecond: number, seed: number): Kind {
  const loop = (body: string) => `i=0; while true; do ${body}; i=$((i+1)); sleep 1; done`;
  if (index === 0) {
    const script = loop('echo "out line $i"; echo "err line $i" >&2');
    return { name: 'logger1', ticker: loggerTicker(linesPerSecond), script, network: 'none', labels: {} };
  }
  if (index === 1) {
    const script = loop('echo "tty line $i"');
    return { name: 'ttylog', ticker: ttyTicker(linesPerSecond), script, network: 'none', labels: {} };
  }
  return {
    name: `svc-${index + 1}`,
    ticker: serviceTicker(linesPerSecond, seed + index),
    script: loop('serve'),
    network: 'bridge',
    labels: { 'com.example.service': `svc-${index + 1}`, 'com.example.tier': index % 2 === 0 ? 'web' : 'worker' },
  };
}

function addRunning(world: World, index: number, kind: Kind): void {
  const container = makeSeeded(world, index, kind);
  world.containers.set(container.id, container);
  const startedNs = container.createdNs + START_TAKES_NS;
  Object.assign(container.state, { status: 'running', pid: world.nextPid(), startedNs });
  run(world, container, startedNs);
  tell(world, container, 'create', {}, container.createdNs);
  tellNetworks(world, container, 'connect', startedNs);
  tell(world, container, 'start', {}, startedNs);
}

function makeSeeded({ random, images, networks, startedNs }: World, index: number, kind: Kind): Container {
  const id = makeId(random);
  const image = findImage(images, IMAGE) as Image;
  const network = [...networks].find(({ name }) => name === kind.network) as Network;
  return makeContainer({
    id,
    name: kind.name,
    createdNs: startedNs - (120n - BigInt(index % 100)) * NS_PER_SECOND,
    image,
    imageName: IMAGE,
    config: {
      ...DEFAULT_CONFIG,
      Hostname: id.slice(0, 12),
      Tty: index === 1,
      Cmd: ['/bin/sh', '-c', kind.script],
      Image: IMAGE,
      Labels: kind.labels,
    },
    hostConfig: { ...DEFAULT_HOST_CONFIG, NetworkMode: kind.network },
    endpoints: [{ network, id: makeId(random), host: (index % 250) + 2 }],
    ticker: kind.ticker,
  });
}
