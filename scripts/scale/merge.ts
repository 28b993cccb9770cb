import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { mergeBlobs } from '../../harness/app/shards/merge.ts';
import { readBlobs } from '../../harness/record/blob/read.ts';
import { writeBlob } from '../../harness/record/blob/write.ts';
import type { MeasuredCase } from '../../harness/record/schema.ts';
import { makeBlob } from '../../harness/record/testing/make-blob.ts';
import { recordText } from '../../harness/record/write.ts';
import { renderHtml } from '../../harness/report/html/render.ts';
import { costOf } from './cost.ts';

/** Cases as they were measured once, of the size that cases have. */
const RECORDED = path.join(
  import.meta.dirname,
  '../../harness/testing/pairs/limit-agent-per-request/measured-tcp.json',
);

/** Writes the blobs of that many shards, each of which played one case; tells how long one is on average. */
export async function writeBlobs(shards: number, folder: string): Promise<number> {
  const recorded = Object.values(JSON.parse(await readFile(RECORDED, 'utf8')) as Record<string, MeasuredCase>);
  const plan = Array.from({ length: shards }, (_, at) => {
    return { scenario: `scenario-${at % 20}`, configuration: `configuration-${at}`, contrast: false, shard: at + 1 };
  });
  let bytes = 0;
  await rm(folder, { recursive: true, force: true });
  for (const [at, { scenario, configuration, shard }] of plan.entries()) {
    const measured = { ...(recorded[at % recorded.length] as MeasuredCase), scenario, configuration };
    const { file } = await writeBlob(folder, makeBlob({ index: shard, plan, cases: [{ at, measured }] }));
    bytes += (await readFile(file)).length;
  }
  return Math.round(bytes / shards);
}

/** What `npm run merge` does with the blobs of a folder, but for the writing. */
export async function costOfMerge(folder: string) {
  return costOf(async () => {
    const record = mergeBlobs(await readBlobs([folder]), { allowMixed: [], now: new Date() });
    recordText(record);
    renderHtml(record);
  });
}
