import { lookUntil } from '../core/wait.ts';
import { STREAM_PATH } from '../scenario/defaults.ts';
import { ANSWER_MS, type Stage } from './stage.ts';

/** How long the server may take to see streams that the client believes begun. */
const SEEN_MS = 500;

/** Long-lived responses beside the load; they stay open until the client is closed. Only what the server saw begin counts. */
export async function openStreams({ subject, server, plan, seen }: Stage): Promise<void> {
  const { target, load } = plan.scenario;
  const path = STREAM_PATH[target.kind];
  if (load.streams === 0 || path === null) return;
  const paths = Array.from({ length: load.streams }, () => path);
  const failures = await subject.calls.streams({ paths }, { timeoutMs: ANSWER_MS });
  const { active } = await lookUntil(
    () => server.calls.counts(undefined),
    (counts) => counts.active >= load.streams,
    { deadlineMs: SEEN_MS },
  );
  seen.streams = { seen: Math.min(active, load.streams), failures };
  await server.calls.hold({ streams: seen.streams.seen });
}
