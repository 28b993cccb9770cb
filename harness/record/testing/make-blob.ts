import { BLOB_SCHEMA_NAME, type Blob } from '../blob/schema.ts';
import { makeCase, someEnvironment } from './make-record.ts';

/** A run of as many cases as that, each of a scenario of its own. */
export function makePlan(owners: readonly number[]): Blob['plan'] {
  return owners.map((shard, at) => ({ scenario: `scenario-${at}`, configuration: 'capped', contrast: false, shard }));
}

/**
 * What shard `index` leaves of a plan: all of its cases, played without a mistake, where the test says nothing else.
 */
export function makeBlob({ index = 1, plan = makePlan([1, 2]), ...overrides }: Partial<Blob> = {}): Blob {
  const own = plan.flatMap(({ shard }, at) => (shard === index || shard === 0 ? [at] : []));
  return {
    schema: BLOB_SCHEMA_NAME,
    runId: 'night-7',
    total: Math.max(...plan.map(({ shard }) => shard)),
    index,
    attempt: 1,
    host: `machine-${index}`,
    startedAt: '2026-03-01T10:00:00.000Z',
    finishedAt: '2026-03-01T10:01:00.000Z',
    ended: 'whole',
    elapsedMs: 60_000,
    fingerprints: { scenarios: 'a1', lockfile: 'b2', node: '26.10.0', processor: 'Example CPU', poolproof: '0.1.0' },
    environment: someEnvironment,
    plan,
    skipped: [],
    cases: own.map((at) => ({ at, measured: makeMeasuredCase(plan[at]) })),
    joints: [],
    clock: null,
    night: null,
    comparison: null,
    ...overrides,
  };
}

function makeMeasuredCase(planned: Blob['plan'][number] | undefined): Blob['cases'][number]['measured'] {
  const { scenario = '', configuration = '', contrast = false } = planned ?? {};
  const { status: _, checks: __, ...measured } = makeCase({ scenario, configuration, contrast });
  return measured;
}
