import { messageOf } from '../core/errors.ts';
import { addTallies } from '../record/add-tallies.ts';
import { PHASES, type PhaseKind, type PhaseName } from '../record/phases/table.ts';
import type { FaultSpec } from '../scenario/faults.ts';
import type { Load } from '../scenario/types.ts';
import { canPlay } from './abilities.ts';
import { lastAnswersMs } from './answer-time.ts';
import { type CaseContext, clientOptions, playPhase } from './case-context.ts';
import { runLoad } from './load.ts';
import { SLOW_NAME } from './slow-names.ts';
import { standStill, untilAnswered } from './stand-still.ts';

/** What the server does in each probe, and how long callers wait. */
export const PROBES: readonly Probe[] = [
  // Connections are retired and must be replaced while others wait.
  { phase: PHASES.rotation, faults: [{ kind: 'rotation', requests: 2 }] },
  // The first connections break as soon as they are made.
  {
    phase: PHASES.refusal,
    faults: [
      { kind: 'rotation', requests: 2 },
      { kind: 'refuse', first: 8 },
    ],
  },
  // Callers give up while their request is in flight, and the pool must take the connection out.
  { phase: PHASES.timeOuts, faults: [{ kind: 'latency', ms: 400 }], deadlineMs: 100 },
  { phase: PHASES.afterwards, faults: [] },
];

interface Probe {
  phase: PhaseKind<PhaseName>;
  faults: FaultSpec[];
  deadlineMs?: number;
}

export const PROBE_MS = 500;

/** What a client has asked by itself is answered by then, however late the server is by our order. */
const LAST_ANSWER_MS = 1_000;

/** Another address of this machine, where the system has it. */
const SECOND_ADDRESS = '127.0.0.2';

/** Tries the limit where pools are known to lose it, when the scenario asks for that. */
export async function probe(context: CaseContext): Promise<void> {
  if (!context.plan.scenario.probe) return;
  for (const one of PROBES) if (!context.stop.aborted) await probeFaults(context, one);
  if (!context.stop.aborted && context.target.socketPath === null) await probeNames(context);
}

async function probeFaults(context: CaseContext, { phase, faults, deadlineMs }: Probe): Promise<void> {
  if (!canPlay(context, phase, 'load', 'behave')) return;
  await playPhase(context, phase, async (seen) => {
    await context.target.behave(faults);
    const load = shortLoad(context);
    const { tally } = await runLoad(context, { ...load, deadlineMs: deadlineMs ?? load.deadlineMs });
    seen.tally = tally;
    await comeToRest(context);
    await context.target.behave([]);
  });
}

/**
 * So that the connections of this probe are not counted in the next one's window. A pool may be held up by one answer,
 * and have more to do once that has come.
 */
async function comeToRest(context: CaseContext): Promise<void> {
  await untilAnswered(context, LAST_ANSWER_MS + lastAnswersMs(context.plan.scenario));
  await standStill(context);
}

/**
 * The server has a name that resolves late, and to two addresses: connects are slow, and one host looks like two. By a
 * client of its own, in a process of its own, because a client is made for one origin.
 */
async function probeNames(context: CaseContext): Promise<void> {
  if (!canPlay(context, PHASES.names, 'second', 'listenToo')) return;
  const { origin, ...options } = clientOptions(context);
  const { port, hostname } = new URL(origin);
  const isThere = await context.target.listenToo(SECOND_ADDRESS);
  const slowNames = isThere ? [hostname, SECOND_ADDRESS] : [hostname];
  await playPhase(context, PHASES.names, async (seen) => {
    await using second = context.subject.second();
    const byName = { ...options, origin: `http://${SLOW_NAME}:${port}` };
    try {
      await second.start({ options: byName, slowNames });
      // The first turn may be over when the name has resolved; only the second one has all addresses from its start.
      for (let turn = 0; turn < 2; turn += 1) {
        const { tally } = await runLoad({ ...context, subject: second }, shortLoad(context));
        seen.tally = addTallies([seen.tally, tally]);
      }
    } catch (error) {
      // A client may be unable to do without an address; what its own process does then is not the case's end.
      context.seen.untried.push(`the limit when the server has a name: ${messageOf(error)}`);
    }
  });
}

function shortLoad({ plan }: CaseContext): Load {
  return { ...plan.scenario.load, requests: null, durationMs: PROBE_MS };
}
