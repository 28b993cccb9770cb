import { Refusal } from '../answer.ts';
import type { Loki } from '../loki.ts';
import { msToNs } from '../nanoseconds.ts';
import { formatRfc3339S } from '../rfc3339.ts';
import type { Tenant } from '../store/tenant.ts';
import { type Accepted, Review } from './review.ts';
import { encodePush, type Push } from './stream.ts';
import { admitStreams } from './stream-limits.ts';

const BLOCKED = 260;

/**
 * Takes what is good of a push and refuses it with Loki's words where something is not: good lines are stored even when
 * the answer is an error. The order of the checks is that of Loki's distributor, then of its ingester.
 */
export function acceptPush({ store, tails }: Loki, tenant: Tenant, push: Push): void {
  if (push.streams.length === 0) {
    throw new Refusal(422, 'error at least one valid stream is required for ingestion');
  }
  const nowMs = Date.now();
  const { accepted, problems } = new Review(tenant, push.streams, nowMs);
  if (accepted.length > 0) {
    refuseWhileBlocked(tenant, accepted, nowMs);
    takeFromTenantRate(tenant, accepted, nowMs);
    const { admitted, refusal } = admitStreams(tenant, accepted, nowMs);
    const isWhole = !problems.found && !refusal;
    const json = (isWhole && push.json) || encodePush(admitted.map(({ pushed }) => pushed));
    if (admitted.length > 0) store.add(tenant, admitted, json);
    tails.offer(tenant.id, admitted);
    if (refusal) throw refusal;
  }
  if (problems.found) throw new Refusal(400, String(problems));
}

/**
 * With the status that Loki has for it where no other is configured: a success for who looks at the first digit only.
 */
function refuseWhileBlocked(tenant: Tenant, accepted: Accepted[], nowMs: number): void {
  const untilMs = tenant.limits.ingestionBlockedUntilMs;
  if (nowMs >= untilMs) return;
  for (const { pushed } of accepted) tenant.discard('blocked_ingestion', pushed.entries.length);
  const until = formatRfc3339S(msToNs(untilMs));
  throw new Refusal(
    BLOCKED,
    `ingestion blocked for user '${tenant.id}' until '${until}' with status code '${BLOCKED}'`,
  );
}

function takeFromTenantRate(tenant: Tenant, accepted: Accepted[], nowMs: number): void {
  let lines = 0;
  let bytes = 0;
  for (const { pushed, measure } of accepted) {
    lines += pushed.entries.length;
    bytes += measure.bytes;
  }
  if (!tenant.bucket.take(bytes, nowMs)) {
    tenant.discard('rate_limited', lines);
    throw new Refusal(
      429,
      `ingestion rate limit exceeded for user ${tenant.id} (limit: ${Math.floor(tenant.limits.ingestionBytesPerSecond)} bytes/sec) while attempting to ingest '${lines}' lines totaling '${bytes}' bytes, reduce log volume or contact your Loki administrator to see if the limit can be increased`,
    );
  }
  tenant.received.lines += lines;
  tenant.received.bytes += bytes;
}
