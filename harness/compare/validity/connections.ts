import type { CountComparison, MeasuredComparison, Window } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import { breaksLimit } from '../../stats/limit-rule.ts';
import { validityCheck } from './validity-check.ts';

/** A client that breaks its own limit answers faster by it. Judged by the rule by which a run judges it. */
export function limit({ rounds, configurations, load, reference, twin }: MeasuredComparison): Check {
  if (rounds.length === 0) return validityCheck('limit', 'skipped', 'No round was completed.');
  const limited = configurations.flatMap(({ name, settings }) =>
    settings.connectionLimit === null ? [] : [{ name, limit: settings.connectionLimit }],
  );
  const broken = limited.flatMap(({ name, limit }) => {
    const played = rounds.flatMap((round) => [round[name], ...(name === reference ? [round[twin]] : [])]);
    const most = Math.max(0, ...played.map((window) => (window ? beyond(window, limit + load.streams) : 0)));
    return most > 0 ? [{ name, limit, most }] : [];
  });
  if (limited.length === 0) return validityCheck('limit', 'skipped', 'No configuration declares a connection limit.');
  if (broken.length === 0)
    return validityCheck('limit', 'pass', 'Every configuration that declares a connection limit held it.');
  const told = broken.map(
    ({ name, limit, most }) => `${name} ${most.toLocaleString('en')} where its limit is ${limit}`,
  );
  const details = Object.fromEntries(broken.map(({ name, most }) => [name, most]));
  return validityCheck('limit', 'fail', `More connections at once than the limit allows: ${told.join(', ')}.`, details);
}

/** How many connections a window had at once where they broke its limit; 0 where it was held. */
function beyond({ metrics, limit: figures }: Window, allowed: number): number {
  // An older record knows only how many were busy, not for how long.
  const busy = metrics.connectionsActivePeak ?? 0;
  if (!figures) return busy > allowed + 1 ? busy : 0;
  const broken = breaksLimit(figures);
  if (broken === null) return 0;
  return broken === 'busy' ? figures.activePeak : figures.openPeak;
}

/** More connections are another experiment. Numbers that vary about the same range are not. */
export function connections(counts: readonly CountComparison[]): Check {
  const atOnce = counts.filter(({ count }) => count !== 'connectionsOpened');
  if (atOnce.length === 0) return validityCheck('connections', 'skipped', 'Nothing was counted.');
  const names = (...findings: CountComparison['finding'][]) => [
    ...new Set(atOnce.filter(({ finding }) => findings.includes(finding)).map(({ configuration }) => configuration)),
  ];
  const [differing, varying] = [names('more', 'fewer'), names('varies')];
  if (differing.length > 0) {
    const summary = `${differing.join(', ')} used another number of connections at once than the reference, which may be the whole difference.`;
    return validityCheck('connections', 'inconclusive', summary);
  }
  const summary =
    varying.length === 0
      ? 'All used as many connections at once as the reference, in every round.'
      : `None used more or fewer connections at once than the reference in every round; the numbers vary for ${varying.join(', ')}.`;
  return validityCheck('connections', 'pass', summary);
}
