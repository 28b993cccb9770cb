import Table from 'cli-table3';
import { judgePair, type PairVerdict } from './judge-pair.ts';
import { findPairs } from './pairs.ts';

/** Judges every pair of the folder, prints the table, and returns the exit code: 0 only if all were judged right. */
export async function zoo(folder: string, options: { only: string; verbose: boolean }): Promise<number> {
  const pairs = (await findPairs(folder)).filter(({ name }) => name.includes(options.only));
  const verdicts: PairVerdict[] = [];
  for (const pair of pairs) {
    process.stderr.write(`${verdicts.length + 1}/${pairs.length} ${pair.name}\n`);
    const verdict = await judgePair(pair);
    verdicts.push(verdict);
    if (options.verbose) printEvidence(verdict);
  }
  const caught = verdicts.filter(({ isCaught }) => isCaught).length;
  const alarms = verdicts.filter(({ isClean }) => !isClean).length;
  process.stdout.write(
    `${table(verdicts)}\n\ncaught ${caught} of ${pairs.length}, false alarms ${alarms} of ${pairs.length}\n`,
  );
  return pairs.length > 0 && caught === pairs.length && alarms === 0 ? 0 : 1;
}

function table(verdicts: readonly PairVerdict[]): string {
  const drawn = new Table({ head: ['pair', 'class', 'bad caught by', 'good'], style: { head: [], border: [] } });
  for (const { pair, isCaught, isClean, badFailed, goodFailed } of verdicts) {
    drawn.push([
      pair.name,
      pair.className ?? '–',
      `${isCaught ? '✓' : '✗'} ${badFailed.join(', ') || 'nothing'}`,
      `${isClean ? '✓ clean' : '✗ caught'}${goodFailed.length > 0 ? ` (fails ${goodFailed.join(', ')})` : ''}`,
    ]);
  }
  return drawn.toString();
}

function printEvidence({ bad, good }: PairVerdict): void {
  for (const { configuration, checks } of [bad, good]) {
    for (const { name, status, summary } of checks) {
      process.stdout.write(`  ${configuration.padEnd(4)} ${status.padEnd(12)} ${name}: ${summary}\n`);
    }
  }
}
