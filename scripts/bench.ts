import { Command, InvalidArgumentError, Option } from 'commander';
import { explain } from '../harness/cli/explain.ts';
import { EXIT, PoolproofError } from '../harness/core/errors.ts';
import { type BenchOptions, PARTS, runBench } from './bench/run.ts';

await new Command('bench')
  .description('measure the harness itself: the connections that it bears, and what recorders, executor and mocks cost')
  .addOption(new Option('--only <part>', 'only this part').choices(Object.keys(PARTS)))
  .option(
    '--rounds <number>',
    'pairs to measure of each ratio, best an even number (default: 6; with --quick 2)',
    toRounds,
  )
  .option('--quick', 'short and rough: to see that everything works')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.pass : EXIT.usage))
  .action(async ({ only, quick = false, rounds = quick ? 2 : 6 }: Partial<BenchOptions>) => {
    try {
      process.exitCode = await runBench({ only, quick, rounds });
    } catch (error) {
      process.exitCode = explain(error, { verbose: !(error instanceof PoolproofError) });
    }
  })
  .parseAsync();

function toRounds(text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return rounds;
}
