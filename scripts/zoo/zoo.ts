import { EXIT } from '../../harness/core/errors.ts';
import { judgePair } from './judge-pair.ts';
import { findPairs } from './pairs.ts';
import { recordPair, requireExpected } from './record-pair.ts';
import { drawCounts, drawTable, titleOf } from './table.ts';
import { isRight, type Judged, type Outcome } from './verdict.ts';

export interface ZooOptions {
  /** Only pairs whose name contains this text. */
  only: string;
  verbose: boolean;
  /** Write what was measured beside each pair. */
  record: boolean;
}

/** Judges every pair of the folder, prints the table, and returns the exit code: 0 only if all were judged right. */
export async function zoo(folder: string, { only, verbose, record }: ZooOptions): Promise<number> {
  const pairs = await findPairs(folder, only);
  if (record) requireExpected(pairs);
  const outcomes: Outcome[] = [];
  for (const pair of pairs) {
    process.stderr.write(`${outcomes.length + 1}/${pairs.length} ${titleOf(pair)}\n`);
    const outcome = await judgePair(pair);
    outcomes.push(record ? await recordPair(outcome) : outcome);
    if (verbose && outcome.kind === 'judged') printEvidence(outcome);
  }
  process.stdout.write(`${drawTable(outcomes)}\n\n${drawCounts(outcomes)}\n`);
  if (record) process.stdout.write(`recorded ${outcomes.filter(isRight).length} of ${outcomes.length}\n`);
  return outcomes.every(isRight) ? EXIT.pass : EXIT.fail;
}

function printEvidence({ bad, good }: Judged): void {
  for (const { configuration, checks } of [bad, good]) {
    for (const { name, status, summary } of checks) {
      process.stdout.write(`  ${configuration.padEnd(4)} ${status.padEnd(12)} ${name}: ${summary}\n`);
    }
  }
}
