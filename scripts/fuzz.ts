import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Command, InvalidArgumentError } from 'commander';
import { EXIT } from '../harness/core/errors.ts';

// The properties of the suite that take any input, with many more inputs than the suite has time for.

/** There are a few more than these, so that all files together try at least what was asked for. */
const PROPERTIES = 33;

await new Command('fuzz')
  .description('malformed HTTP, JSON, protobuf, snappy, filters, queries and frames, with faults and without')
  .option('--inputs <n>', 'at least this many inputs', wholeNumber, 100_000)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.pass : EXIT.usage))
  .action(async ({ inputs }: { inputs: number }) => {
    process.exitCode = await fuzz(inputs);
  })
  .parseAsync();

async function fuzz(inputs: number): Promise<number> {
  const runs = String(Math.ceil(inputs / PROPERTIES));
  const child = spawn('vitest', ['run', 'fuzz', '--disable-console-intercept'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, POOLPROOF_FUZZ_RUNS: runs },
  });
  const ended = once(child, 'close');
  let tried = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    tried += Number(/^fuzz: (\d+) inputs$/.exec(line)?.[1] ?? 0);
    console.log(line);
  }
  console.log(`${tried.toLocaleString('en')} inputs in all`);
  const [exitCode] = await ended;
  return exitCode === 0 && tried >= inputs ? EXIT.pass : EXIT.fail;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('Expected a whole number from 1 up.');
}
