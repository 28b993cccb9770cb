import { Command, InvalidArgumentError, Option } from 'commander';
import { type BenchOptions, PARTS, runBench } from './bench/run.ts';

await new Command('bench')
  .description(
    'measure the harness itself: what recorders, executor and mocks cost, and how many connections they bear',
  )
  .addOption(new Option('--only <part>', 'only this part').choices(Object.keys(PARTS)))
  .option('--rounds <number>', 'pairs to measure of each ratio', toRounds)
  .option('--quick', 'short and rough: to see that everything works')
  .action(async ({ only, quick = false, rounds = quick ? 2 : 7 }: Partial<BenchOptions>) => {
    process.exitCode = await runBench({ only, quick, rounds });
  })
  .parseAsync();

function toRounds(text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new InvalidArgumentError('expected a whole number from 1 on');
  return rounds;
}
