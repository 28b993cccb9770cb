import { Command } from 'commander';
import { explain } from '../harness/cli/explain.ts';
import { EXIT, PoolproofError } from '../harness/core/errors.ts';
import { type ZooOptions, zoo } from './zoo/zoo.ts';

type Given = Pick<ZooOptions, 'only'> & Partial<ZooOptions>;

await new Command('zoo')
  .description(
    'judge a folder of pairs: a client that misbehaves and the healthy one beside it, in the form of harness/testing/pairs',
  )
  .argument('<folder>', 'where the pairs are, a folder each with case.json, bad.mjs, good.mjs')
  .option('--only <text>', 'only pairs whose name contains this text', '')
  .option('--verbose', 'every verdict with its evidence')
  .option('--record', 'write beside each pair that is judged right what was measured, for the tests of the rules')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.pass : EXIT.usage))
  .action(async (folder: string, { only, verbose = false, record = false }: Given) => {
    try {
      process.exitCode = await zoo(folder, { only, verbose, record });
    } catch (error) {
      process.exitCode = explain(error, { verbose: !(error instanceof PoolproofError) });
    }
  })
  .parseAsync();
