import { type Container, makeContainer } from '../container.ts';
import { DEFAULT_CONFIG, DEFAULT_HOST_CONFIG } from '../defaults.ts';
import { findImage, type Image } from '../images.ts';
import type { Network } from '../networks.ts';
import type { WorldOptions } from '../options.ts';
import type { Random } from '../random.ts';
import { NS_PER_SECOND } from '../time.ts';
import { loggerTicker, serviceTicker, ttyTicker } from './tickers.ts';

interface Ground {
  startedNs: bigint;
  random: Random;
  images: Iterable<Image>;
  networks: Iterable<Network>;
}

type Kind = Pick<Container, 'name' | 'ticker'> & { script: string; network: string; labels: Record<string, string> };

/** So many running containers, each a few seconds younger than the one before; the first two are the recorded ones. */
export function seedContainers(ground: Ground, { containers, linesPerSecond, seed }: WorldOptions): Container[] {
  return Array.from({ length: containers }, (_, index) =>
    makeRunning(ground, index, kindOf(index, linesPerSecond, seed)),
  );
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

function makeRunning(ground: Ground, index: number, kind: Kind): Container {
  const { random } = ground;
  const id = random.hex();
  const createdNs = ground.startedNs - (120n - BigInt(index % 100)) * NS_PER_SECOND;
  const network = [...ground.networks].find(({ name }) => name === kind.network) as Network;
  const container = makeContainer({
    id,
    name: kind.name,
    createdNs,
    image: findImage(ground.images, 'tinybb') as Image,
    imageName: 'tinybb',
    config: {
      ...DEFAULT_CONFIG,
      Hostname: id.slice(0, 12),
      Tty: index === 1,
      Cmd: ['/bin/sh', '-c', kind.script],
      Image: 'tinybb',
      Labels: kind.labels,
    },
    hostConfig: { ...DEFAULT_HOST_CONFIG, NetworkMode: kind.network },
    endpoints: [{ network, id: random.hex(), host: index + 2 }],
    ticker: kind.ticker,
  });
  const startedNs = createdNs + 300_000_000n;
  Object.assign(container.state, { status: 'running', pid: 7_268 + index * 37, startedNs });
  if (kind.ticker) container.log.startTicking(kind.ticker, startedNs);
  return container;
}
