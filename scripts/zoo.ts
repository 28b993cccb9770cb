import { Command } from 'commander';
import { explain } from '../harness/cli/explain.ts';
import { EXIT, PoolproofError } from '../harness/core/errors.ts';
import { zoo } from './zoo/zoo.ts';

await new Command('zoo')
  .description(
    'judge a folder of pairs: a client that misbehaves and its healthy twin, in the form of harness/testing/pairs',
  )
  .argument('<folder>', 'where the pairs are, a folder each with case.json, bad.mjs, good.mjs')
  .option('--only <text>', 'only pairs whose name contains this text', '')
  .option('--verbose', 'every verdict with its evidence')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.pass : EXIT.usage))
  .action(async (folder: string, { only, verbose = false }: { only: string; verbose?: boolean }) => {
    try {
      process.exitCode = await zoo(folder, { only, verbose });
    } catch (error) {
      process.exitCode = explain(error, { verbose: !(error instanceof PoolproofError) });
    }
  })
  .parseAsync();
