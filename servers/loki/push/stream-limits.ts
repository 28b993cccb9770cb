import { Refusal } from '../answer.ts';
import type { Nanoseconds } from '../nanoseconds.ts';
import { formatRfc3339Ns } from '../rfc3339.ts';
import type { Stream, Tenant } from '../store/tenant.ts';
import type { Accepted } from './review.ts';

export interface Admission {
  admitted: Accepted[];
  /** Of the last stream that was over a limit: the others are taken nevertheless. */
  refusal: Refusal | undefined;
}

/** The limits of single streams, which Loki's ingester watches after the distributor took a push. */
export function admitStreams(tenant: Tenant, accepted: Accepted[], nowMs: number): Admission {
  // Made with the first one: most pushes have none.
  let fresh: Set<Stream> | undefined;
  let refusal: Refusal | undefined;
  const admitted = accepted.filter((candidate) => {
    const { stream, pushed, measure } = candidate;
    const isFresh = stream.pushes === 0 && !fresh?.has(stream);
    if (isFresh && tenant.streams.size + (fresh?.size ?? 0) >= tenant.limits.maxStreams) {
      refusal = tooManyStreams(tenant, candidate);
    } else if (!stream.bucket.take(measure.bytes, nowMs)) {
      refusal = tooFastStream(tenant, candidate);
    } else {
      if (isFresh) fresh = (fresh ?? new Set()).add(stream);
      return true;
    }
    tenant.discard(isFresh ? 'stream_limit' : 'per_stream_rate_limit', pushed.entries.length);
    return false;
  });
  return { admitted, refusal };
}

function tooManyStreams(tenant: Tenant, { stream }: Accepted): Refusal {
  return new Refusal(
    429,
    `maximum active stream limit exceeded when trying to create stream ${stream.text}, reduce the number of active streams (reduce labels or reduce label values), or contact your Loki administrator to see if the limit can be increased, user: '${tenant.id}'`,
  );
}

/** One entry stands for all: Loki lists up to ten of them. */
function tooFastStream(tenant: Tenant, { stream, pushed, measure }: Accepted): Refusal {
  const { entries } = pushed;
  const reason = `Per stream rate limit exceeded (limit: ${byteSize(tenant.limits.streamBytesPerSecond)}/sec) while attempting to ingest for stream '${stream.text}' totaling ${byteSize(measure.bytes)}, consider splitting a stream via additional labels or contact your Loki administrator to see if the limit can be increased`;
  const shown = entries.slice(0, 10).map(([timestampNs]) => {
    return `entry with timestamp ${goTimestamp(timestampNs)} ignored, reason: '${reason}',\n`;
  });
  const total = `user '${tenant.id}', total ignored: ${entries.length} out of ${entries.length} for stream: ${stream.text}`;
  return new Refusal(429, shown.join('') + total);
}

/** As Go's docker/go-units writes bytes, without the i of MiB. */
function byteSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  return `${Number((bytes / 1_024 ** power).toPrecision(4))}${units[power]}`;
}

/** As Go prints a time that nobody formatted: `2023-11-14 22:13:20.5 +0000 UTC`. */
function goTimestamp(timestampNs: Nanoseconds): string {
  return formatRfc3339Ns(timestampNs).replace('T', ' ').replace('Z', ' +0000 UTC');
}
