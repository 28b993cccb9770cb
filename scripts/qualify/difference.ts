import { fork } from 'node:child_process';
import path from 'node:path';
import { claimText, type Figured, hasFigures } from '../../harness/compare/wording.ts';
import type { ComparisonRecord } from '../../harness/record/comparison.ts';
import { compareOnce } from './compare-once.ts';

const SCENARIO = path.join(import.meta.dirname, 'slowdown.ts');
const NEIGHBOUR = path.join(import.meta.dirname, 'busy-neighbour.ts');
const WINDOWS = ['--rounds', '12', '--duration', '1s', '--warmup', '300ms'];

/**
 * A mock that is 20 % slower for one configuration must be found in every comparison, a configuration that is the
 * reference under another name in none, beside another busy process.
 */
export async function qualifyDifference(comparisons: number, out: string): Promise<boolean> {
  const neighbour = fork(NEIGHBOUR, { stdio: 'ignore' });
  let [found, alarms, untrusted] = [0, 0, 0];
  try {
    for (let seed = 1; seed <= comparisons; seed += 1) {
      const record = await compareOnce([SCENARIO, ...WINDOWS, '--seed', String(seed), '--quiet', '--out', out]);
      const [slower, noOp] = [claimsOf(record, 'slower'), claimsOf(record, 'no-op')];
      const isFound = slower.some(({ metric, verdict }) => metric !== 'cpuPerRequestMicros' && verdict === 'slower');
      found += Number(isFound);
      alarms += Number(noOp.length > 0);
      untrusted += Number(record.status === 'untrusted');
      console.log(`${seed}: ${record.status}`);
      for (const name of ['slower', 'no-op'])
        console.log(`   ${name}: ${figuresOf(record, name).map(verdictText).join('; ')}`);
    }
  } finally {
    neighbour.kill();
  }
  console.log(`\nslowdown of 20 % found: ${found} of ${comparisons}`);
  console.log(`no-op called different: ${alarms} of ${comparisons}`);
  console.log(`untrusted:              ${untrusted} of ${comparisons}`);
  return found === comparisons && alarms === 0;
}

function figuresOf({ comparisons: compared }: ComparisonRecord, name: string): Figured[] {
  return compared.filter(({ configuration }) => configuration === name).filter(hasFigures);
}

function claimsOf(record: ComparisonRecord, name: string): Figured[] {
  return figuresOf(record, name).filter(({ verdict }) => verdict === 'faster' || verdict === 'slower');
}

function verdictText(figured: Figured): string {
  return `${claimText(figured)}: ${figured.verdict}`;
}
