export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly createdNs: bigint;
  /** The first three bytes of its addresses, '172.17.0'; null for a network without addresses. */
  readonly prefix: string | null;
}

/** A container's place in a network; its address is there only while the container runs. */
export interface Endpoint {
  readonly network: Network;
  readonly id: string;
  /** The last byte of the address. */
  readonly host: number;
}

/** The network of a name, an id, or the only id that begins so. */
export function findNetwork(networks: Iterable<Network>, asked: string): Network | undefined {
  const all = [...networks];
  const exact = all.find(({ id, name }) => id === asked || name === asked);
  if (exact || !/^[0-9a-f]+$/.test(asked)) return exact;
  const byPrefix = all.filter(({ id }) => id.startsWith(asked));
  return byPrefix.length === 1 ? byPrefix[0] : undefined;
}
