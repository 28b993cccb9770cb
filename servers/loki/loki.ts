import type { LokiOptions } from './options.ts';
import { Store } from './store/store.ts';
import { Tails } from './tail/tails.ts';

/** Everything that the routes share. */
export interface Loki {
  options: LokiOptions;
  store: Store;
  tails: Tails;
}

export function makeLoki(options: LokiOptions): Loki {
  return { options, store: new Store(options), tails: new Tails() };
}
