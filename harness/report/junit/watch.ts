import type { WatchRecord } from '../../record/watch.ts';
import { whoText } from '../watch/headline.ts';
import { testOf } from './run.ts';
import { junitXml } from './suites.ts';

/** A suite with a test for each check. */
export function renderWatchJunit(record: WatchRecord): string {
  const tests = record.checks.map((check) => testOf(check));
  return junitXml([{ name: `${whoText(record)} to ${record.asked.to}`, tests }], record.startedAt);
}
