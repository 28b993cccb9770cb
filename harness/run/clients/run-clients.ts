import { monotonicMs } from '../../core/clock.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import type { JointStretch } from '../../record/evidence/clients.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { isInProcess } from '../../scenario/subjects.ts';
import type { CasePlan } from '../case-context.ts';
import { openMeeting } from '../meeting.ts';
import { type CaseOptions, playCase } from '../run-case.ts';
import { startSharedServer } from '../server-process.ts';
import { startSubject } from '../subject/start-subject.ts';
import { asClient, jointCase } from './joint-case.ts';

/**
 * Plays a case with several clients of one server at once: each is measured like a client that is alone, at a place of
 * its own, and their loads begin together. What they had together is one case more.
 */
export async function runClients(
  plan: CasePlan,
  { workplace, onPhase, ...options }: CaseOptions,
): Promise<MeasuredCase[]> {
  const { clients } = plan.scenario.load;
  if (isInProcess(plan.configuration.subject)) throw notOfItsOwn();
  const originMs = monotonicMs();
  await using server = await startSharedServer(plan.scenario.target, workplace, clients);
  const stretches: JointStretch[] = [];
  const sinceOrigin = () => Math.round(monotonicMs() - originMs);
  const meeting = openMeeting(clients, async () => {
    const window = await server.cutJoint();
    stretches.push({ window, startMs: stretches.at(-1)?.endMs ?? 0, endMs: sinceOrigin() });
  });
  const plays = server.targets.map(async (target, at) => {
    using seat = meeting.takeSeat();
    await using subject = startSubject(plan.configuration, workplace);
    // One of them tells how far they are.
    const told = at === 0 ? onPhase : () => {};
    return await playCase(plan, { subject, target }, { ...options, onPhase: told, meet: seat.arrive });
  });
  // All of them end before the server does, and before the first fault is told.
  const settled = await Promise.allSettled(plays);
  for (const play of settled) if (play.status === 'rejected') throw play.reason;
  const played = settled.flatMap((play) => (play.status === 'fulfilled' ? play.value : []));
  const cases = played.map((one, at) => asClient(one, { client: at + 1, clients }));
  const [before, load] = stretches;
  if (!before || !load) return cases;
  return [...cases, jointCase(cases, { before, load, series: await server.jointSeries(originMs) })];
}

function notOfItsOwn(): PoolproofError {
  return new PoolproofError('NO_PROCESS', 'A function of this process cannot be several clients', {
    exitCode: EXIT.input,
    hint: 'Put createClient into a module, and name that.',
  });
}
