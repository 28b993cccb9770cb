import Table from 'cli-table3';
import { isCaught, isFalseAlarm, isUnclear, type Judged, namesOf, type Outcome } from './verdict.ts';

/** One row a pair: its class, which checks caught the bad client, and whether the good one is clean. */
export function drawTable(outcomes: readonly Outcome[]): string {
  const drawn = new Table({ head: ['pair', 'class', 'bad caught by', 'good'], style: { head: [], border: [] } });
  for (const outcome of outcomes) {
    const { pair } = outcome;
    const cells = outcome.kind === 'judged' ? [badText(outcome), goodText(outcome)] : ['✗ broken pair', '–'];
    drawn.push([pair.name, pair.className ?? 'any', ...cells]);
  }
  return drawn.toString();
}

/** The two counts, and what else is not as it should be. */
export function drawCounts(outcomes: readonly Outcome[]): string {
  const of = (is: (outcome: Outcome) => boolean) => `${outcomes.filter(is).length} of ${outcomes.length}`;
  const broken = outcomes.flatMap((outcome) =>
    outcome.kind === 'broken' ? [`${outcome.pair.name} is broken: ${outcome.why}`] : [],
  );
  const unclear = outcomes.some(isUnclear) ? [`good neither clean nor accused: ${of(isUnclear)}`] : [];
  return [`caught ${of(isCaught)}, false alarms ${of(isFalseAlarm)}`, ...unclear, ...broken].join('\n');
}

function badText(judged: Judged): string {
  return `${isCaught(judged) ? '✓' : '✗'} ${namesOf(judged.bad, 'fail').join(', ') || 'nothing'}`;
}

function goodText(judged: Judged): string {
  const failed = namesOf(judged.good, 'fail');
  const unclear = namesOf(judged.good, 'inconclusive');
  const verdict = isFalseAlarm(judged) ? '✗ caught' : isUnclear(judged) ? '✗ inconclusive' : '✓ clean';
  const details = [
    ...(failed.length > 0 ? [`fails ${failed.join(', ')}`] : []),
    ...(unclear.length > 0 ? [`inconclusive ${unclear.join(', ')}`] : []),
  ];
  return details.length > 0 ? `${verdict} (${details.join('; ')})` : verdict;
}
