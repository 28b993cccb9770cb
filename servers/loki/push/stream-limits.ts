import { Refusal } from '../answer.ts';
import type { Stream, Tenant } from '../store/tenant.ts';
import { withoutBehind } from './behind.ts';
import { ignoredEntries } from './ignored.ts';
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
  const admitted: Accepted[] = [];
  for (const whole of accepted) {
    const { kept, refusal: refusalOfSome } = withoutBehind(tenant, whole);
    refusal = refusalOfSome ?? refusal;
    const { stream, pushed, measure } = kept;
    if (pushed.entries.length === 0) continue;
    const isFresh = stream.pushes === 0 && !fresh?.has(stream);
    if (isFresh && tenant.streams.size + (fresh?.size ?? 0) >= tenant.limits.maxStreams) {
      refusal = tooManyStreams(tenant, kept);
    } else if (!stream.bucket.take(measure.bytes, nowMs)) {
      refusal = tooFastStream(tenant, kept);
    } else {
      if (isFresh) fresh = (fresh ?? new Set()).add(stream);
      admitted.push(kept);
      continue;
    }
    tenant.discard(isFresh ? 'stream_limit' : 'per_stream_rate_limit', pushed.entries.length);
  }
  return { admitted, refusal };
}

function tooManyStreams(tenant: Tenant, { stream }: Accepted): Refusal {
  return new Refusal(
    429,
    `maximum active stream limit exceeded when trying to create stream ${stream.text}, reduce the number of active streams (reduce labels or reduce label values), or contact your Loki administrator to see if the limit can be increased, user: '${tenant.id}'`,
  );
}

function tooFastStream(tenant: Tenant, accepted: Accepted): Refusal {
  const { stream, pushed, measure } = accepted;
  const reason = `Per stream rate limit exceeded (limit: ${byteSize(tenant.limits.streamBytesPerSecond)}/sec) while attempting to ingest for stream '${stream.text}' totaling ${byteSize(measure.bytes)}, consider splitting a stream via additional labels or contact your Loki administrator to see if the limit can be increased`;
  return new Refusal(
    429,
    ignoredEntries(
      tenant,
      accepted,
      pushed.entries.map(([timestampNs]) => [timestampNs, reason]),
    ),
  );
}

/** As Go's docker/go-units writes bytes, without the i of MiB. */
function byteSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  return `${Number((bytes / 1_024 ** power).toPrecision(4))}${units[power]}`;
}
