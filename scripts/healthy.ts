import { Command, InvalidArgumentError } from 'commander';
import { EXIT } from '../harness/core/errors.ts';
import type { CaseRecord } from '../harness/record/schema.ts';
import { playModule } from '../harness/testing/play-module.ts';
import { type Drawn, drawHealthy } from './healthy/draw.ts';
import { type Rhythm, stopAndGo } from './healthy/stop-and-go.ts';

// Healthy clients with drawn patience, faults and sizes of bodies, on a machine that keeps them from running or does
// not: whichever check fails accuses somebody who did nothing.

interface Asked {
  runs: number;
  seed: number;
  only?: number;
  stopped?: boolean;
}

await new Command('healthy')
  .description('play healthy clients against drawn servers and loads: no check may fail')
  .option('--runs <n>', 'how many clients', wholeNumber, 200)
  .option('--seed <n>', 'the same seed draws the same clients', wholeNumber, 1)
  .option('--only <n>', 'only the client of this number', wholeNumber)
  .option('--stopped', 'stop client and server again and again by SIGSTOP, as a starved machine does')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.pass : EXIT.usage))
  .action(async ({ runs, seed, only, stopped = false }: Asked, command: Command) => {
    // Processes are found by /proc.
    if (stopped && process.platform !== 'linux') command.error('--stopped needs Linux.');
    const numbers = only === undefined ? Array.from({ length: runs }, (_, index) => index + 1) : [only];
    process.exitCode = await playAll(numbers, { seed, stopped });
  })
  .parseAsync();

async function playAll(
  numbers: readonly number[],
  { seed, stopped }: { seed: number; stopped: boolean },
): Promise<number> {
  let [accused, undecided] = [0, 0];
  for (const number of numbers) {
    const drawn = drawHealthy(seed, number);
    const played = await playIn(stopped ? drawn.rhythm : null, drawn);
    const notPassed = played.checks.filter(({ status }) => status === 'fail' || status === 'inconclusive');
    if (notPassed.some(({ status }) => status === 'fail')) accused += 1;
    else if (notPassed.length > 0) undecided += 1;
    const rhythm = stopped ? `, ${describeRhythm(drawn.rhythm)}` : '';
    console.log(`${number}/${numbers.length} ${describe(drawn)}${rhythm}: ${played.status}`);
    for (const { name, status, summary } of notPassed) console.log(`    ${name} ${status}: ${summary}`);
    if (notPassed.length > 0) console.log(`    ${JSON.stringify(drawn)}`.slice(0, 2_000));
  }
  console.log(`${accused} of ${numbers.length} healthy clients accused, ${undecided} undecided (seed ${seed})`);
  return accused === 0 ? EXIT.pass : EXIT.fail;
}

async function playIn(rhythm: Rhythm | null, drawn: Drawn): Promise<CaseRecord> {
  await using stopping = rhythm && stopAndGo(rhythm);
  const played = await play(drawn);
  if (stopping?.stops() === 0) throw new Error('nothing was stopped');
  return played;
}

function play({ scenario, manners, connections }: Drawn): Promise<CaseRecord> {
  const maker = new URL('./healthy/patient-client.ts', import.meta.url).href;
  const source =
    `import { makePatientClient } from ${JSON.stringify(maker)};\n` +
    `export const createClient = (options) => makePatientClient(${JSON.stringify(manners)}, options);\n`;
  return playModule(source, scenario, connections);
}

function describeRhythm({ who, stoppedMs, goingMs }: Rhythm): string {
  return `${who} stopped for ${stoppedMs} ms of ${stoppedMs + goingMs}`;
}

function describe({ manners, scenario, connections }: Drawn): string {
  const { kind, socket } = scenario.target as { kind: string; socket: string };
  const patience = manners.patienceMs === null ? 'patient' : `gives up after ${manners.patienceMs} ms`;
  return `${manners.transport} of ${connections} to ${kind} on ${socket}, ${patience}`;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('Expected a whole number from 1 up.');
}
