import { lookUntil } from '../core/wait.ts';
import { STREAM_PATH } from '../scenario/defaults.ts';
import { canPlay } from './abilities.ts';
import type { CaseContext } from './case-context.ts';

/** How long the server may take to see streams that the client believes begun. */
const SEEN_MS = 500;

/**
 * Long-lived responses beside the load; they stay open until the client is closed. Only what the server saw begin
 * counts.
 */
export async function openStreams(context: CaseContext): Promise<void> {
  const { seen, plan } = context;
  const { load, target: spec } = plan.scenario;
  const path = STREAM_PATH[spec.kind];
  if (load.streams === 0 || path === null) return;
  if (!canPlay(context, { name: 'streams beside the load' }, 'streams', 'hold')) return;
  const paths = Array.from({ length: load.streams }, () => path);
  const failures = await context.subject.streams(paths);
  const { active } = await lookUntil(
    () => context.target.counts(),
    (counts) => counts.active >= load.streams,
    { deadlineMs: SEEN_MS },
  );
  seen.streams = { seen: Math.min(active, load.streams), failures };
  await context.target.hold(seen.streams.seen);
}
