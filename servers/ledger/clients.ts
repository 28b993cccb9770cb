/** What one client address had of the server in its whole life. */
export interface ClientTally {
  address: string;
  open: number;
  opened: number;
  requests: number;
}

const MAX_ADDRESSES = 100;
const OTHERS = 'others';

/** Totals by client address; beyond this many addresses the new ones share a row. */
export class Clients {
  private readonly tallies = new Map<string, ClientTally>();

  /** The row of a peer such as `127.0.0.1:40312` or `unix:`. */
  of(peer: string): ClientTally {
    const address = peer.slice(0, peer.lastIndexOf(':'));
    return this.row(this.tallies.has(address) || this.tallies.size < MAX_ADDRESSES ? address : OTHERS);
  }

  list(): ClientTally[] {
    return [...this.tallies.values()].map((tally) => ({ ...tally }));
  }

  private row(address: string): ClientTally {
    const row = this.tallies.get(address) ?? { address, open: 0, opened: 0, requests: 0 };
    this.tallies.set(address, row);
    return row;
  }
}
