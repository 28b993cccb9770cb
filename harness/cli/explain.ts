import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { plain } from '../report/terminal/text.ts';
import { say } from './say.ts';

/** Says on stderr what went wrong and what to do instead; a stack only where it is asked for. Returns the exit code. */
export function explain(error: unknown, { verbose }: { verbose: boolean }): number {
  const known = error instanceof PoolproofError;
  if (known) {
    say(error.headline);
    for (const detail of error.details) say(`  ${detail}`);
    if (error.hint) say(error.hint);
  } else {
    say(`A fault of poolproof itself: ${messageOf(error)}`);
    say('Run it again with --verbose and report what it prints.');
  }
  if (verbose) for (const line of stackOf(error).split('\n')) say(line);
  return known ? error.exitCode : EXIT.fault;
}

/** The stack of each cause; what a message breaks into lines is no line of it. */
function stackOf(error: unknown): string {
  const chain: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    chain.push((at.stack ?? at.message).replace(at.message, () => plain((at as Error).message)));
  }
  return chain.join('\ncaused by ') || String(error);
}
