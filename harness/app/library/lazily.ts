import type { AuditRecord } from '../../record/audit.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import type { RunRecord } from '../../record/schema.ts';
import type { WatchRecord } from '../../record/watch.ts';
import type { AuditOptions, CompareOptions, RunOptions } from './types.ts';

// A scenario file imports the package for the sake of its types, in the process of a subject too: what measures and
// judges is loaded by the first call.

/**
 * Runs scenarios and judges every configuration: what `poolproof scenario` does, without a terminal.
 *
 * Resolves with the record, whatever the verdict: `record.status` is 'pass', 'fail', 'inconclusive' or 'interrupted',
 * `record.cases[].checks[]` are the verdicts, each with its evidence in one sentence. Keys carry their units. It prints
 * nothing, writes nothing unless `out` is given, and leaves no process, socket, file or listener behind.
 *
 * Rejects with a `PoolproofError` where the scenario is not sound (`INVALID_SCENARIO`), a client cannot be made
 * (`CLIENT_UNUSABLE`), or a name or option is not known; `hint` says what to do instead.
 *
 * @example
 * const record = await run({
 *   scenario: defineScenario({
 *     name: 'my-pool',
 *     target: { kind: 'http' },
 *     load: { concurrency: 50, duration: '2s' },
 *     configurations: { mine: { client: './my-client.mjs', connections: 10 } },
 *   }),
 * });
 */
export async function run(options: RunOptions): Promise<RunRecord> {
  const library = await import('./run.ts');
  return library.run(options);
}

/**
 * Measures two or more configurations of one scenario in turns and says which to ship: what `poolproof compare` does.
 *
 * Resolves with the record: `record.recommendation` and `record.comparisons[]`, ratios to the reference with their
 * intervals. The rest is as of `run`; functions as clients are refused (`NOT_COMPARABLE`), because each client needs a
 * process of its own.
 */
export async function compare(options: CompareOptions): Promise<ComparisonRecord> {
  const library = await import('./compare.ts');
  return library.compare(options);
}

/**
 * Judges a record again, by today's rules: one that `run`, `compare` or a watch made, in memory or in a file. One of an
 * older version becomes one of today's. Measures nothing and changes no file.
 *
 * Rejects with a `PoolproofError` (`NOT_A_RECORD`) that says what is wrong and where.
 */
export async function judge<Saved extends RunRecord | ComparisonRecord | WatchRecord>(record: Saved): Promise<Saved>;
export async function judge(file: string): Promise<RunRecord | ComparisonRecord | WatchRecord>;
export async function judge(record: unknown): Promise<RunRecord | ComparisonRecord | WatchRecord> {
  const library = await import('./judge.ts');
  return library.judge(record);
}

/**
 * Reads source code (JavaScript, TypeScript, Go) and judges its HTTP clients: what `poolproof audit` does. Nothing of
 * that code is run.
 *
 * Resolves with the record: `record.transports[]` are the pools with what the code says of each setting (times in
 * milliseconds), `record.findings[]` what is wrong, where, and how to mend it; `record.status` is 'fail' if any of them
 * is an error. Rejects with a `PoolproofError` where there is no such path (`NO_SUCH_PATH`) or no source below it
 * (`NOTHING_TO_READ`).
 */
export async function audit(options: AuditOptions): Promise<AuditRecord> {
  const library = await import('./audit.ts');
  return library.audit(options);
}
