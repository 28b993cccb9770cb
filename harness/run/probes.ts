import type { Behaviour, Load } from '../scenario/types.ts';
import { runLoad } from './load.ts';
import { playPhase, type Stage } from './stage.ts';

/** Some pools hold their limit only until something goes wrong. Each probe is one thing that goes wrong, for a short load. */
const PROBES: readonly Probe[] = [
  // Connections are retired and must be replaced while others wait.
  { name: 'rotation', behaviour: { maxRequestsPerConnection: 2 } },
  // The first connections break as soon as they are made.
  { name: 'refusal', behaviour: { maxRequestsPerConnection: 2, refuseFirst: 8 } },
  // Callers give up while their request is in flight, and the pool must take the connection out.
  { name: 'time-outs', behaviour: { delayMs: 400 }, deadlineMs: 100 },
  // After all that, does every request still get its turn?
  { name: 'afterwards', behaviour: {} },
];

interface Probe {
  name: string;
  behaviour: Partial<Behaviour>;
  deadlineMs?: number;
}

const PROBE_MS = 600;

/** Tries the limit where pools are known to lose it, when the scenario asks for that. */
export async function probe(stage: Stage): Promise<void> {
  if (!stage.plan.scenario.probe) return;
  const { behaviour } = stage.plan.scenario.target;
  for (const { name, behaviour: wrong, deadlineMs } of PROBES) {
    if (stage.stop.aborted) return;
    await playPhase(stage, `probe: ${name}`, async () => {
      await stage.server.calls.behave({ ...behaviour, ...wrong });
      const load: Load = { ...stage.plan.scenario.load, requests: null, durationMs: PROBE_MS };
      const { tally } = await runLoad(stage, { ...load, deadlineMs: deadlineMs ?? load.deadlineMs });
      stage.seen.probes[name] = tally;
      await stage.server.calls.behave(behaviour);
    });
  }
}
