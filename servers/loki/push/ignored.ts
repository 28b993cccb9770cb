import type { Nanoseconds } from '../nanoseconds.ts';
import { formatRfc3339Ns } from '../rfc3339.ts';
import type { Tenant } from '../store/tenant.ts';
import type { Accepted } from './review.ts';

const MAX_SHOWN = 10;

/**
 * What Loki's ingester says of entries that it did not take: the first ones with their reason, then how many of all.
 */
export function ignoredEntries(
  { id }: Tenant,
  { stream, pushed }: Accepted,
  reasons: readonly [Nanoseconds, string][],
): string {
  const shown = reasons.slice(0, MAX_SHOWN).map(([timestampNs, reason]) => {
    return `entry with timestamp ${goTimestamp(timestampNs)} ignored, reason: '${reason}',\n`;
  });
  const counts = `${reasons.length} out of ${pushed.entries.length}`;
  return `${shown.join('')}user '${id}', total ignored: ${counts} for stream: ${stream.text}`;
}

/** As Go prints a time that nobody formatted: `2023-11-14 22:13:20.5 +0000 UTC`. */
function goTimestamp(timestampNs: Nanoseconds): string {
  return formatRfc3339Ns(timestampNs).replace('T', ' ').replace('Z', ' +0000 UTC');
}
