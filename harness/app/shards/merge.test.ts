import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../checks/judge.ts';
import type { Blob } from '../../record/blob/schema.ts';
import { makeBlob, makePlan } from '../../record/testing/make-blob.ts';
import { mergeBlobs } from './merge.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const merge = (blobs: Blob[], allowMixed: Parameters<typeof mergeBlobs>[1]['allowMixed'] = []) =>
  mergeBlobs(
    blobs.map((blob) => ({ file: `${blob.host}-${blob.attempt}.json.gz`, blob })),
    { allowMixed, now: NOW },
  );
/** Which shard plays which case, and in which order the blobs come. */
const anyDivision = fc.integer({ min: 1, max: 8 }).chain((total) =>
  fc.record({
    total: fc.constant(total),
    owners: fc.array(fc.integer({ min: 1, max: total }), { minLength: 1, maxLength: 20 }),
    order: fc.shuffledSubarray(
      Array.from({ length: total }, (_, index) => index + 1),
      { minLength: total },
    ),
  }),
);
const blobsOf = ({ owners, order, total }: { owners: number[]; order: number[]; total: number }) =>
  order.map((index) => makeBlob({ index, total, plan: makePlan(owners) }));

describe('any division of a run', () => {
  it('merges to the cases of the whole run in their order, judged as they are there, in whichever order the blobs come', () => {
    fc.assert(
      fc.property(anyDivision, (division) => {
        const whole = makeBlob({ plan: makePlan(division.owners.map(() => 1)) });
        const { cases, status, shards } = merge(blobsOf(division));
        expect(cases).toEqual(whole.cases.map(({ measured }) => judgeCase(measured)));
        expect(status).toBe(merge([whole]).status);
        expect(shards).toMatchObject({ missing: [], missingCases: [], remarks: [] });
      }),
      { numRuns: 50 },
    );
  });

  it('names every shard and every case that is not there, and proves nothing without them', () => {
    fc.assert(
      fc.property(anyDivision, fc.integer({ min: 1, max: 8 }), (division, gone) => {
        const [kept, lost] = [blobsOf(division).filter(({ index }) => index !== gone), division.total >= gone];
        fc.pre(lost && kept.length > 0);
        const { shards, status } = merge(kept);
        expect(shards?.missing).toEqual([gone]);
        expect(shards?.missingCases).toHaveLength(division.owners.filter((owner) => owner === gone).length);
        expect(status).not.toBe('pass');
      }),
      { numRuns: 50 },
    );
  });

  it('older attempts change nothing but a remark', () => {
    fc.assert(
      fc.property(anyDivision, fc.infiniteStream(fc.boolean()), (division, draws) => {
        const blobs = blobsOf(division).map((blob) => ({ ...blob, attempt: 2 }));
        const older = blobs.filter(() => draws.next().value).map((blob) => ({ ...blob, attempt: 1, cases: [] }));
        const { shards, ...merged } = merge([...older, ...blobs]);
        const { shards: _, ...withoutOlder } = merge(blobs);
        expect(merged).toEqual(withoutOlder);
        expect(shards?.remarks).toHaveLength(older.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a merge refuses, with one sentence for each thing that is wrong,', () => {
  const two = () => [makeBlob({ index: 1 }), makeBlob({ index: 2 })] as const;
  const fingerprints = (changed: Partial<Blob['fingerprints']>) => ({ ...makeBlob().fingerprints, ...changed });

  it.each<[string, Partial<Blob>, string]>([
    ['a shard of another run', { runId: 'night-8' }, "more than one run: 'night-7' (shard 1), 'night-8' (shard 2)."],
    ['another total', { total: 3 }, "different totals: '2' (shard 1), '3' (shard 2)."],
    [
      'another Node',
      { fingerprints: fingerprints({ node: '24.2.0' }) },
      "different versions of Node: '26.10.0' (shard 1), '24.2.0' (shard 2).",
    ],
    [
      'other scenarios',
      { fingerprints: fingerprints({ scenarios: 'x' }) },
      "different scenarios: 'a1' (shard 1), 'x' (shard 2).",
    ],
    [
      'other packages',
      { fingerprints: fingerprints({ lockfile: 'x' }) },
      "different lockfiles: 'b2' (shard 1), 'x' (shard 2).",
    ],
    [
      'another poolproof',
      { fingerprints: fingerprints({ poolproof: '9' }) },
      "different versions of poolproof: '0.1.0' (shard 1), '9' (shard 2).",
    ],
    ['another division', { plan: makePlan([2, 1]) }, 'Shard 2 divided the run otherwise than shard 1'],
  ])('%s', (_, changed, message) => {
    const [one, other] = two();
    expect(() => merge([one, { ...other, ...changed }])).toThrow(message);
  });

  it('two blobs of one shard, by name', () => {
    const [one, other] = two();
    const again = { ...other, host: 'elsewhere' };
    expect(() => merge([one, other, again])).toThrow(
      'Shard 2, attempt 1, is there 2 times: machine-2-1.json.gz, elsewhere-1.json.gz.',
    );
  });

  it('mixed processors, but not where the reader allows it', () => {
    const [one, other] = two();
    const mixed = [one, { ...other, fingerprints: fingerprints({ processor: 'Other CPU' }) }];
    expect(() => merge(mixed)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('--allow-mixed processor') }),
    );
    expect(merge(mixed, ['processor']).shards?.remarks).toEqual([
      "The shards have different processors: 'Example CPU' (shard 1), 'Other CPU' (shard 2).",
    ]);
  });
});

describe('a merge says', () => {
  it('that a shard was interrupted, and takes an older attempt that came to its end', () => {
    const [one, cut] = [makeBlob({ index: 1 }), makeBlob({ index: 2, attempt: 2, ended: 'interrupted', cases: [] })];
    expect(merge([one, cut])).toMatchObject({
      status: 'inconclusive',
      shards: { missing: [], missingCases: ['scenario-1 / capped'] },
    });
    expect(merge([one, cut, makeBlob({ index: 2 })]).shards).toMatchObject({ missingCases: [] });
  });

  it('what a machine could not play, which is not missing', () => {
    const skipped = [{ at: 1, why: 'Skipped: scenario-1: there is no Go here.' }];
    const { shards } = merge([makeBlob({ index: 1 }), makeBlob({ index: 2, skipped, cases: [] })]);
    expect(shards).toMatchObject({
      missingCases: [],
      remarks: ['On shard 2: Skipped: scenario-1: there is no Go here.'],
    });
  });

  it.each<[string, Partial<Blob>, string]>([
    [
      'that a clock is an hour ahead',
      { finishedAt: '2026-03-01T13:00:00.000Z', elapsedMs: 3 * 3_600_000 },
      'The clock of shard 2 is wrong: it ended at 2026-03-01T13:00:00.000Z, which is 60 min 0 s from now.',
    ],
    [
      'that a clock was set while the shard ran',
      { finishedAt: '2026-03-01T11:01:00.000Z' },
      'The clock of shard 2 was set by 60 min 0 s while it ran, to 2026-03-01T11:01:00.000Z.',
    ],
  ])('%s', (_, changed, remark) => {
    const { shards } = merge([makeBlob({ index: 1 }), makeBlob({ index: 2, ...changed })]);
    expect(shards?.remarks).toEqual([remark]);
  });
});
