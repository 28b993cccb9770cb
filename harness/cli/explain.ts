import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';

/** Says on stderr what went wrong and what to do instead; a stack only where it is asked for. Returns the exit code. */
export function explain(error: unknown, { verbose }: { verbose: boolean }): number {
  const known = error instanceof PoolproofError;
  const message = known ? error.message : `A fault of poolproof itself: ${messageOf(error)}`;
  const hint = known ? error.hint : 'Run it again with --verbose and report what it prints.';
  process.stderr.write(`${message}\n${hint ? `${hint}\n` : ''}`);
  if (verbose) process.stderr.write(`\n${stackOf(error)}\n`);
  return known ? error.exitCode : EXIT.fault;
}

function stackOf(error: unknown): string {
  const chain: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) chain.push(at.stack ?? at.message);
  return chain.join('\ncaused by ') || String(error);
}
