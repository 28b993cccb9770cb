import { markAddresses } from './addresses.ts';
import { markCloseHeaders } from './close-headers.ts';
import { markClosers } from './closers.ts';
import { markListeners } from './listeners.ts';
import type { Marker } from './mark.ts';
import { markRetry } from './retry.ts';
import { markStreams } from './streams.ts';

/** What is looked for beside pools and calls. */
export const MARKERS: readonly Marker[] = [
  markAddresses,
  markCloseHeaders,
  markClosers,
  markListeners,
  markRetry,
  markStreams,
];
