import { formatCount } from '../../core/units.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { type CheckFunction, verdict } from '../check.ts';

/** Processes of a program that have a pool each, as the workers of a server that forks. */
interface Workers {
  processes: number;
  /** Connections that one of them holds at most. */
  most: number;
}

/**
 * Nobody knows whether a limit is meant of a program or of each of its processes. Where none of several holds more than
 * it says, and all of them no more than as often, nobody is accused of their sum.
 */
export function ofAllWorkers(check: CheckFunction): CheckFunction {
  return (measured) => {
    const judged = check(measured);
    const workers = judged.status === 'fail' ? workersOf(measured) : undefined;
    if (!workers || check(multiplied(measured, workers)).status === 'fail') return judged;
    const { processes, most } = workers;
    const sentence = `${judged.summary.replace(/\.$/, '')}; ${processes} processes of the program hold up to ${formatCount(most, 'connection')} each: if the limit of ${measured.settings.connectionLimit} is meant of each, say what all of them hold together.`;
    return verdict(judged.name, 'inconclusive', sentence, judged.details);
  };
}

/** Undefined: one process has all, or holds more than the limit; or nobody can tell. */
function workersOf({ settings: { connectionLimit }, evidence: { phases } }: MeasuredCase): Workers | undefined {
  const looks = phases.flatMap(({ snapshot }) => (snapshot?.kernel?.byProcess ? [snapshot.kernel.byProcess] : []));
  const processes = Math.max(0, ...looks.map((look) => look.length));
  const most = Math.max(0, ...looks.flat());
  return processes > 1 && connectionLimit !== null && most <= connectionLimit ? { processes, most } : undefined;
}

function multiplied(measured: MeasuredCase, { processes }: Workers): MeasuredCase {
  const times = (limit: number | null) => (limit === null ? null : processes * limit);
  const { connectionLimit, idleLimit } = measured.settings;
  const settings = { ...measured.settings, connectionLimit: times(connectionLimit), idleLimit: times(idleLimit) };
  return { ...measured, settings };
}
