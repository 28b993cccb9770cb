import type { Random } from '../../../../harness/core/random.ts';
import { makeId } from '../id.ts';
import type { Network } from '../networks.ts';
import { NS_PER_SECOND } from '../time.ts';

/** The three networks that every daemon has. */
export function seedNetworks(random: Random, startedNs: bigint): Network[] {
  const createdNs = startedNs - 7_200n * NS_PER_SECOND;
  return [
    { name: 'bridge', driver: 'bridge', prefix: '172.17.0', createdNs, id: makeId(random) },
    { name: 'none', driver: 'null', prefix: null, createdNs, id: makeId(random) },
    { name: 'host', driver: 'host', prefix: null, createdNs, id: makeId(random) },
  ];
}
