import { alignColumns } from '../../harness/report/terminal/columns.ts';
import { SYMBOLS } from '../../harness/report/verdict.ts';
import { namesOf } from '../../harness/testing/judged.ts';
import type { Pair } from './pairs.ts';
import { isCaught, isFalseAlarm, isUnclear, type Judged, type Outcome } from './verdict.ts';

/** One row a pair: its class, which checks caught the bad client, and whether the good one is clean. */
export function drawTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => {
    const { pair } = outcome;
    const cells =
      outcome.kind === 'judged'
        ? [badText(outcome), goodText(outcome)]
        : [`${SYMBOLS.fail} broken pair`, SYMBOLS.skipped];
    return [titleOf(pair), pair.className ?? 'any', ...cells];
  });
  return alignColumns([['pair', 'class', 'bad caught by', 'good'], ...rows]).join('\n');
}

/** The two counts, and what else is not as it should be. */
export function drawCounts(outcomes: readonly Outcome[]): string {
  const of = (is: (outcome: Outcome) => boolean) => `${outcomes.filter(is).length} of ${outcomes.length}`;
  const broken = outcomes.flatMap((outcome) =>
    outcome.kind === 'broken' ? [`${titleOf(outcome.pair)} is broken: ${outcome.why}`] : [],
  );
  const unclear = outcomes.some(isUnclear) ? [`good neither clean nor accused: ${of(isUnclear)}`] : [];
  return [`caught ${of(isCaught)}, false alarms ${of(isFalseAlarm)}`, ...unclear, ...broken].join('\n');
}

/** What a row and a line of progress are called. */
export function titleOf({ name, socket }: Pair): string {
  return socket ? `${name} on ${socket}` : name;
}

function badText(judged: Judged): string {
  const caughtBy = namesOf(judged.bad, 'fail').join(', ') || 'nothing';
  if (isCaught(judged)) return `${SYMBOLS.pass} ${caughtBy}`;
  const { fails } = judged.pair;
  return fails ? `${SYMBOLS.fail} ${caughtBy}, not ${fails.join(', ')}` : `${SYMBOLS.fail} ${caughtBy}`;
}

function goodText(judged: Judged): string {
  const failed = namesOf(judged.good, 'fail');
  const unclear = namesOf(judged.good, 'inconclusive');
  const verdict = isFalseAlarm(judged)
    ? `${SYMBOLS.fail} caught`
    : isUnclear(judged)
      ? `${SYMBOLS.fail} inconclusive`
      : `${SYMBOLS.pass} clean`;
  const details = [
    ...(failed.length > 0 ? [`fails ${failed.join(', ')}`] : []),
    ...(unclear.length > 0 ? [`inconclusive ${unclear.join(', ')}`] : []),
  ];
  return details.length > 0 ? `${verdict} (${details.join('; ')})` : verdict;
}
