import type { Ceiling } from '../record/evidence/case.ts';
import { mostInFlight } from '../scenario/loads/load.ts';
import type { Scenario } from '../scenario/types.ts';
import type { CeilingHandlers } from './ceiling-main.ts';
import { startChild } from './child.ts';
import { startServer } from './server-process.ts';
import type { Workplace } from './workplace.ts';

const MAIN = new URL('./ceiling-main.ts', import.meta.url);

/** What the target and this machine can do with the scenario's first request, by autocannon with as many in flight. */
export async function measureCeiling(
  scenario: Scenario,
  workplace: Workplace,
  stop: AbortSignal,
): Promise<Ceiling | null> {
  const [request] = scenario.requests;
  if (!request || stop.aborted) return null;
  // Without faults: what could be, if nothing went wrong.
  const { faults: _, ...behaviour } = scenario.target.behaviour;
  await using child = startChild<CeilingHandlers>(MAIN, { guardian: workplace.guardian });
  await using server = await startServer({ ...scenario.target, behaviour }, workplace);
  const { origin, socketPath } = server;
  const concurrency = mostInFlight(scenario.load);
  const measured = child.calls.measure({ origin, socketPath, concurrency, request });
  // Once stopped, nobody waits for the measurement any more.
  measured.catch(() => {});
  const { promise: stopped, resolve } = Promise.withResolvers<null>();
  const onStop = () => resolve(null);
  stop.addEventListener('abort', onStop, { once: true });
  try {
    return await Promise.race([measured, stopped]);
  } finally {
    stop.removeEventListener('abort', onStop);
  }
}
