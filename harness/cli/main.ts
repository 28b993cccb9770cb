import { Command, CommanderError } from 'commander';
import { EXIT } from '../core/errors.ts';
import { versionNear } from '../record/environment.ts';
import { auditCommand } from './audit-command.ts';
import { compareCommand } from './compare-command.ts';
import { explain } from './explain.ts';
import { initCommand } from './init-command.ts';
import { mergeCommand } from './merge-command.ts';
import { nightlyCommand } from './nightly-command.ts';
import { reportCommand } from './report-command.ts';
import { print, say } from './say.ts';
import { scenarioCommand } from './scenario-command.ts';
import { serversCommand } from './servers-command.ts';
import { watchCommand } from './watch-command.ts';

const COMMANDS = [
  initCommand,
  scenarioCommand,
  compareCommand,
  nightlyCommand,
  reportCommand,
  mergeCommand,
  auditCommand,
  watchCommand,
  serversCommand,
];

/** What is wrong is said below, where it is caught: as one line, whatever the arguments hold. */
const OUTPUT = { writeOut: print, outputError: () => {} };

/** The whole process: runs the command that the arguments name, and sets the exit code. */
export async function main(args: string[]): Promise<void> {
  // A reader such as `head` that has seen enough is no fault of ours.
  process.stdout.on('error', () => {});
  await runCommand(args);
}

/** Runs the command that the arguments name, and sets the exit code; it may be called more than once in a process. */
export async function runCommand(args: readonly string[]): Promise<void> {
  const program = new Command('poolproof')
    .description("Proves, under load, that an HTTP client's connection pool does what its configuration says.")
    .version(versionNear('poolproof', import.meta.url))
    .exitOverride()
    .configureOutput(OUTPUT);
  for (const make of COMMANDS) {
    program.addCommand(make().exitOverride().configureOutput(OUTPUT).showHelpAfterError(false));
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Asking for help is no mistake.
      const isMistake = error.exitCode !== 0;
      if (isMistake) say(error.message);
      process.exitCode = isMistake ? EXIT.usage : EXIT.pass;
    } else {
      process.exitCode = explain(error, { verbose: args.includes('--verbose') });
    }
  }
}
