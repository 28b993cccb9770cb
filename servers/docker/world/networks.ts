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
