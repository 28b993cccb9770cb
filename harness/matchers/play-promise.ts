import pLimit from 'p-limit';
import { measureRun } from '../app/run/measure-run.ts';
import { FALLBACK, newId, openRunFolder } from '../app/run-folder.ts';
import { writeKept } from '../app/write-reports.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import type { Check, RunRecord } from '../record/schema.ts';
import { RUN_REPORTS } from '../report/reports.ts';
import type { ClientSource, PoolOptions } from './options.ts';
import { PROMISES, type PromiseName } from './promises.ts';
import { scenarioOf } from './scenario-of.ts';

/** What an assertion comes to: whether the promise was kept, and what is said where that is not what was expected. */
export interface Asserted {
  pass: boolean;
  message: string;
}

/** Clients that are tried at the same time in one process would be taken for one another. */
const inTurn = pLimit(1);

/**
 * Tries whether the client keeps the promise; `isNot` where the test expects that it does not. Rejects where neither
 * is proved, or no client can be made: a test that knows nothing has not passed.
 */
export function assertPromise(
  name: PromiseName,
  source: ClientSource,
  options: PoolOptions = {},
  isNot = false,
): Promise<Asserted> {
  return inTurn(() => play(name, source, options, isNot));
}

async function play(name: PromiseName, source: ClientSource, options: PoolOptions, isNot: boolean): Promise<Asserted> {
  const promise = PROMISES[name];
  const startedAt = new Date();
  const scenario = scenarioOf(promise, source, options);
  const nothing = () => {};
  const watcher = {
    stop: new AbortController().signal,
    scenario: nothing,
    phase: nothing,
    case: nothing,
    say: nothing,
  };
  const about = { id: newId(startedAt, name), startedAt, ceiling: false };
  const record = await measureRun([scenario], about, watcher);
  const checks = (record.cases[0]?.checks ?? []).filter((check) =>
    (promise.checks as readonly string[]).includes(check.name),
  );
  const failed = checks.filter(({ status }) => status === 'fail');
  const unsure = checks.filter(({ status }) => status === 'inconclusive');
  if (failed.length > 0) {
    const said = `The client does not ${promise.verb}.\n${sentences(failed)}`;
    return { pass: false, message: isNot ? said : said + (await kept(record, name, options)) };
  }
  if (unsure.length > 0) {
    const said = `Whether the client ${promise.kept} was not proved.\n${sentences(unsure)}${await kept(record, name, options)}`;
    throw new PoolproofError('INCONCLUSIVE', said, { exitCode: EXIT.inconclusive });
  }
  const said = `The client ${promise.kept}.\n${sentences(checks)}`;
  return { pass: true, message: isNot ? said + (await kept(record, name, options)) : said };
}

function sentences(checks: readonly Check[]): string {
  return checks.map(({ name, summary }) => `  ${name}: ${summary}`).join('\n');
}

/** A record is written where somebody will want to know why: a test that passes leaves nothing. */
async function kept(record: RunRecord, label: string, { out = FALLBACK }: PoolOptions) {
  const folder = await openRunFolder(out, label, { startedAt: new Date(record.startedAt), say: () => {} });
  const { json, html } = await writeKept(RUN_REPORTS, (report) => folder.write(report, { ...record, id: folder.id }));
  return `\nRecord: ${json}\nPage:   ${html}`;
}
