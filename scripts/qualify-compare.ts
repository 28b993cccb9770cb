// Does `npm run compare` find what is there and nothing else, and what others have published?
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { wholeNumber } from '../harness/cli/options.ts';
import { qualifyDifference } from './qualify/difference.ts';
import { qualifyOrder } from './qualify/published-order.ts';

const COMPARISONS = 10;

const program = new Command('qualify');
program
  .command('difference', { isDefault: true })
  .description('a planted slowdown of 20 % is found in every comparison, a no-op in none, beside a busy process')
  .argument('[comparisons]', `how many (default ${COMPARISONS})`, wholeNumber, COMPARISONS)
  .action((comparisons: number) => qualified((out) => qualifyDifference(comparisons, out)));
program
  .command('order')
  .description("client-table comes to the order of undici's ways to send that its maintainers publish")
  .action(() => qualified(qualifyOrder));
await program.parseAsync();

async function qualified(part: (out: string) => Promise<boolean>): Promise<void> {
  const out = await mkdtemp(path.join(tmpdir(), 'poolproof-qualify-'));
  try {
    process.exitCode = (await part(out)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
