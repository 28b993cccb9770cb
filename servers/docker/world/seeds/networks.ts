import type { Network } from '../networks.ts';
import type { Random } from '../random.ts';
import { NS_PER_SECOND } from '../time.ts';

/** The three networks that every daemon has. */
export function seedNetworks(random: Random, startedNs: bigint): Network[] {
  const createdNs = startedNs - 7_200n * NS_PER_SECOND;
  return [
    { name: 'bridge', driver: 'bridge', prefix: '172.17.0', createdNs, id: random.hex() },
    { name: 'none', driver: 'null', prefix: null, createdNs, id: random.hex() },
    { name: 'host', driver: 'host', prefix: null, createdNs, id: random.hex() },
  ];
}
