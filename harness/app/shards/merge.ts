import { judgeCase, judgeRun } from '../../checks/judge.ts';
import type { ReadBlob } from '../../record/blob/read.ts';
import type { Blob, Fingerprint } from '../../record/blob/schema.ts';
import { type MeasuredCase, type RunRecord, SCHEMA_NAME } from '../../record/schema.ts';
import { isWhole, type Shards } from '../../record/shards.ts';
import { type ClientCase, jointCase } from '../../run/clients/joint-case.ts';
import { caseKey } from '../../run/divide.ts';
import { clockRemarks } from './clocks.ts';
import { verifyBelongTogether, verifyKind } from './verify.ts';

export interface MergeOptions {
  /** What may differ between the shards, because the reader says so. */
  allowMixed: readonly Fingerprint[];
  now: Date;
}

/** One record from the blobs of all shards, judged by today's rules; throws where they do not belong together. */
export function mergeBlobs(read: readonly ReadBlob[], { allowMixed, now }: MergeOptions): RunRecord {
  verifyKind(read, 'run');
  const { latest, replaced } = latestAttempts(read);
  const mixed = verifyBelongTogether(read, latest, allowMixed);
  const blobs = latest.map(({ blob }) => blob);
  const [first] = blobs as [Blob];
  const shards: Shards = {
    total: first.total,
    merged: blobs.map(({ index, attempt, host, startedAt, finishedAt, ended, cases }) => {
      return { index, attempt, host, startedAt, finishedAt, cases: cases.length, ended };
    }),
    missing: missingShards(blobs),
    missingCases: missingCases(blobs),
    remarks: [...replaced, ...mixed, ...skippedRemarks(blobs), ...clockRemarks(blobs, now)],
  };
  const cases = casesInOrder(blobs).map(judgeCase);
  return {
    schema: SCHEMA_NAME,
    id: first.runId,
    ...spanOf(blobs),
    status: judgeRun(cases, isWhole({ shards })),
    environment: first.environment,
    cases,
    shards,
  };
}

/** Of each shard the newest attempt that came to its end, else the newest one, by index; and what it replaces. */
export function latestAttempts(read: readonly ReadBlob[]): { latest: ReadBlob[]; replaced: string[] } {
  const newestFirst = [...read].sort(
    ({ blob: one }, { blob: other }) =>
      one.index - other.index || rankOf(other) - rankOf(one) || other.attempt - one.attempt,
  );
  const latest: ReadBlob[] = [];
  const replaced: string[] = [];
  for (const each of newestFirst) {
    const kept = latest.at(-1);
    if (kept?.blob.index !== each.blob.index) latest.push(each);
    else if (kept.blob.attempt !== each.blob.attempt) {
      replaced.push(`Attempt ${kept.blob.attempt} at shard ${each.blob.index} replaces attempt ${each.blob.attempt}.`);
    }
  }
  return { latest, replaced };
}

function rankOf({ ended }: Blob): number {
  return ended === 'whole' ? 1 : 0;
}

/**
 * In the order of the plan, whatever the order of the blobs. Behind those of shards that played a case together stands
 * the one of all of them.
 */
function casesInOrder(blobs: readonly Blob[]): MeasuredCase[] {
  const hosts = new Map(blobs.map(({ index, host }) => [index, host]));
  return (blobs[0]?.plan ?? []).flatMap((_, at) => {
    const played = blobs.flatMap(({ cases }) => cases.filter((one) => one.at === at)).map(({ measured }) => measured);
    const joint = blobs.flatMap(({ joints }) => joints.filter((one) => one.at === at))[0]?.joint;
    const together = played.filter((one): one is ClientCase => one.clientOf !== undefined);
    return joint && together.length > 0 ? [...played, jointCase(together, joint, hosts)] : played;
  });
}

interface Span {
  startedAt: string;
  finishedAt: string;
}

/** From when the first of them began until when the last one ended. */
export function spanOf(all: readonly Span[]): Span {
  return {
    startedAt: all.map(({ startedAt }) => startedAt).sort()[0] as string,
    finishedAt: all
      .map(({ finishedAt }) => finishedAt)
      .sort()
      .at(-1) as string,
  };
}

export function missingShards(blobs: readonly Blob[]): number[] {
  const there = new Set(blobs.map(({ index }) => index));
  const total = blobs[0]?.total ?? 0;
  return Array.from({ length: total }, (_, at) => at + 1).filter((index) => !there.has(index));
}

function missingCases(blobs: readonly Blob[]): string[] {
  const there = new Set(blobs.flatMap(({ cases, skipped }) => [...cases, ...skipped].map(({ at }) => at)));
  return (blobs[0]?.plan ?? []).filter((_, at) => !there.has(at)).map(caseKey);
}

function skippedRemarks(blobs: readonly Blob[]): string[] {
  return blobs.flatMap(({ index, skipped }) =>
    [...new Set(skipped.map(({ why }) => why))].map((why) => `On shard ${index}: ${why}`),
  );
}
