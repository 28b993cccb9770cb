import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../../core/clock.ts';
import type { Joint } from '../../record/evidence/clients.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import type { CasePlan } from '../case-context.ts';
import { asClient } from '../clients/joint-case.ts';
import type { MeetingPoint } from '../meeting.ts';
import { type CaseOptions, playCase } from '../run-case.ts';
import { startSubject } from '../subject/start-subject.ts';
import type { Target } from '../target.ts';
import { explainJoin } from './hello.ts';
import type { Link } from './link.ts';

export interface JoinedPlay {
  measured: MeasuredCase;
  /** What all shards had together; null: they never had a load, or others keep it. */
  joint: Joint | null;
}

/**
 * Plays a case as one client of several, each on a machine of its own, against the server of the coordinator; `at` is
 * its place in the run. Undefined: it was stopped while it waited for the others.
 */
export async function runJoined(
  plan: CasePlan,
  { workplace, ...options }: CaseOptions,
  { link, at }: { link: Link; at: number },
): Promise<JoinedPlay | undefined> {
  const { calls, clock, index, total } = link;
  const goOn = ({ goAtMs }: { goAtMs: number }) => sleep(Math.max(0, goAtMs - clock.offsetMs - monotonicMs()));
  const starting = calls.startCase({ at, spec: plan.scenario.target }).catch((error) => {
    throw explainJoin(error);
  });
  const place = await unlessStopped(starting, options.stop);
  if (!place) return undefined;
  await goOn(place);
  await using subject = startSubject(plan.configuration, workplace);
  await using target = remoteTarget(place, link);
  const meet = async (point: MeetingPoint) => goOn(await calls.meet({ point }));
  const measured = await playCase(plan, { subject, target }, { ...options, meet });
  const joint = await calls.endCase(undefined);
  return { measured: asClient(measured, { client: index, clients: total }), joint };
}

/** Undefined where `stop` aborts first. */
async function unlessStopped<A>(work: Promise<A>, stop: AbortSignal): Promise<A | undefined> {
  const { promise: stopped, resolve } = Promise.withResolvers<undefined>();
  const onStop = () => resolve(undefined);
  stop.addEventListener('abort', onStop);
  try {
    return stop.aborted ? undefined : await Promise.race([work, stopped]);
  } finally {
    stop.removeEventListener('abort', onStop);
  }
}

/** The coordinator's server as a target here. Its account is kept by its own clock. */
function remoteTarget({ origin, socketPath }: { origin: string; socketPath: string | null }, link: Link): Target {
  const { calls, clock, host } = link;
  const theirs = (originMs: number) => ({ originMs: originMs + clock.offsetMs });
  const found = new URL(origin);
  // A server that listens everywhere is where the coordinator was found.
  if (socketPath === null) found.hostname = host;
  return {
    origin: found.origin,
    socketPath,
    address: socketPath ? `unix:${socketPath}` : found.origin,
    counts: () => calls.counts(undefined),
    cut: (originMs) => calls.cut(theirs(originMs)),
    account: (originMs) => calls.account(theirs(originMs)),
    begin: () => calls.begin(undefined),
    behave: (faults) => calls.behave({ faults }),
    hold: (streams) => calls.hold({ streams }),
    // Another address of that machine is none of this one.
    ...(isLoopback(host) && { listenToo: (address: string) => calls.listenToo({ address }) }),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Whether a host, as it stands in a URL, is this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}
