import { Command } from 'commander';
import { zoo } from './zoo/zoo.ts';

await new Command('zoo')
  .description(
    'judge a folder of pairs: a client that misbehaves and its healthy twin, in the form of harness/testing/pairs',
  )
  .argument('<folder>', 'where the pairs are, a folder each with case.json, bad.mjs, good.mjs')
  .option('--only <text>', 'only pairs whose name contains this text', '')
  .option('--verbose', 'every verdict with its evidence')
  .action(async (folder: string, options: { only: string; verbose?: boolean }) => {
    process.exitCode = await zoo(folder, { only: options.only, verbose: options.verbose ?? false });
  })
  .parseAsync();
