import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordNights } from '../../history/testing/nights.ts';
import type { Blob } from '../../record/blob/schema.ts';
import type { MeasuredNight } from '../../record/night.ts';
import { makeBlob } from '../../record/testing/make-blob.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { mergeNights, nightPartOf } from './night-shard.ts';

const TESTING = path.join(import.meta.dirname, '..', '..', 'cli', 'testing');
const [small, joined] = await Promise.all(
  ['small.json', 'joined.json'].map((file) => loadScenarioFile(path.join(TESTING, file))),
);
const suite = [small, joined].flatMap((scenario) => scenario ?? []);
const [night] = recordNights({ nights: 1, seed: 1 }) as [MeasuredNight];

/** The night of a shard that measured these configurations. */
function makeNightBlob(index: number, overrides: Partial<Blob> = {}): Blob {
  const plan = ['a', 'b'].map((configuration, at) => ({ ...planned, configuration, shard: at + 1 }));
  const [one] = night.cases as [MeasuredNight['cases'][number]];
  const cases = [{ ...one, scenario: 'suite', configuration: plan[index - 1]?.configuration ?? '' }];
  return makeBlob({ index, plan, cases: [], night: { ...night, cases }, ...overrides });
}
const planned = { scenario: 'suite', contrast: false };
const merge = (...blobs: Blob[]) => {
  const said: string[] = [];
  const merged = mergeNights(
    blobs.map((blob) => ({ file: `${blob.host}.json.gz`, blob })),
    (text) => said.push(text),
  );
  return { merged, said };
};

describe('a night is divided', () => {
  it('by configurations, of which each keeps its rounds, and contrasts are left out', () => {
    const parts = [1, 2].map((index) => nightPartOf(suite, { index, total: 2 }, 12));
    const names = parts.flatMap(({ scenarios }) =>
      scenarios.flatMap(({ name, configurations }) => configurations.map((one) => `${name} ${one.name}`)),
    );
    expect(names.sort()).toEqual(['joined agent', 'joined capped', 'small capped', 'small unasked']);
    expect(parts[0]?.plan).toEqual(parts[1]?.plan);
  });

  it('so that a scenario stays on one shard where another one would need a control of its own for longer', () => {
    const [part] = [1, 2].map((index) => nightPartOf(suite, { index, total: 2 }, 12));
    expect(part?.scenarios).toHaveLength(1);
  });
});

describe('the nights of all shards', () => {
  it('are one, in the order of the suite, in whichever order they come', () => {
    const [one, other] = [merge(makeNightBlob(2), makeNightBlob(1)), merge(makeNightBlob(1), makeNightBlob(2))];
    expect(one.merged).toEqual(other.merged);
    expect(one.merged.cases.map(({ configuration }) => configuration)).toEqual(['a', 'b']);
  });

  it('take a newer attempt for an older one, and say so', () => {
    const { merged, said } = merge(makeNightBlob(1), makeNightBlob(2), makeNightBlob(2, { attempt: 2 }));
    expect(merged.cases).toHaveLength(2);
    expect(said).toEqual(['Attempt 2 at shard 2 replaces attempt 1.']);
  });

  it('are not judged without one that is missing, which is no regression', () => {
    expect(() => merge(makeNightBlob(2))).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringContaining('Shard 1 of 2 left no blob') }),
    );
  });

  it('are of one processor, because nights are compared within one', () => {
    const fingerprints = { ...makeBlob().fingerprints, processor: 'Other CPU' };
    expect(() => merge(makeNightBlob(1), makeNightBlob(2, { fingerprints }))).toThrow('different processors');
  });

  it('are no run', () => {
    expect(() => merge(makeBlob())).toThrow('machine-1.json.gz is the blob of a run.');
  });
});
