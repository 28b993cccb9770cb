// Does `npm run compare` find what is there and nothing else? A mock that is 20 % slower for one configuration must be found in
// every comparison, a configuration that is the reference under another name in none, beside another busy process.
// Usage: npm run qualify [-- COMPARISONS]
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { claimText, type Figured, hasFigures } from '../harness/compare/wording.ts';
import { type ComparisonRecord, comparisonSchema } from '../harness/record/comparison.ts';

const START = path.join(import.meta.dirname, '..', 'harness', 'cli', 'start.mjs');
const SCENARIO = path.join(import.meta.dirname, 'qualify', 'slowdown.ts');
const NEIGHBOUR = path.join(import.meta.dirname, 'qualify', 'busy-neighbour.ts');
const WINDOWS = ['--rounds', '12', '--duration', '1s', '--warmup', '300ms'];
const comparisons = Number(process.argv[2] ?? 10);

const out = await mkdtemp(path.join(tmpdir(), 'poolproof-qualify-'));
const neighbour = fork(NEIGHBOUR, { stdio: 'ignore' });
let [found, alarms, untrusted] = [0, 0, 0];
try {
  for (let seed = 1; seed <= comparisons; seed += 1) {
    const record = await compareOnce(seed);
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
  await rm(out, { recursive: true, force: true });
}
console.log(`\nslowdown of 20 % found: ${found} of ${comparisons}`);
console.log(`no-op called different: ${alarms} of ${comparisons}`);
console.log(`untrusted:              ${untrusted} of ${comparisons}`);
process.exitCode = found === comparisons && alarms === 0 ? 0 : 1;

async function compareOnce(seed: number): Promise<ComparisonRecord> {
  const args = ['compare', SCENARIO, ...WINDOWS, '--seed', String(seed), '--json', '--quiet', '--out', out];
  const child = spawn(process.execPath, [START, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  await once(child, 'close');
  return comparisonSchema.parse(JSON.parse(text));
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
