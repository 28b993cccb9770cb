import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { judgeComparison } from '../../compare/judge-comparison.ts';
import { COMPARISON_SCHEMA_NAME, type ComparisonRecord } from '../../record/comparison.ts';
import { asRecord, readAny } from '../../record/read.ts';
import type { RunRecord } from '../../record/schema.ts';
import { WATCH_SCHEMA_NAME, type WatchRecord } from '../../record/watch.ts';
import { judgeAgain } from '../run/judge-again.ts';

export async function judge(record: unknown): Promise<RunRecord | ComparisonRecord | WatchRecord> {
  const saved = typeof record === 'string' ? await readAny(record) : asRecord(record, 'what was given');
  if (saved.schema === COMPARISON_SCHEMA_NAME) return judgeComparison(saved);
  return saved.schema === WATCH_SCHEMA_NAME ? judgeWatch(saved) : judgeAgain(saved);
}
