import { describe, expect, it } from 'vitest';
import { detailsOf } from './details.ts';

describe('the figures of a verdict', () => {
  it.each([
    ['openOverMs', 5_800, 'open over', '5.8 s'],
    ['ms', 3_000, 'time', '3 s'],
    ['openOverShare', 0.25, 'open over share', '25 %'],
    ['heapUsedBytes', 3 * 2 ** 20, 'heap used', '3 MiB'],
    ['heapUsedBytes', 1, 'heap used', '1 byte'],
    ['churnPerSecond', 1.5, 'churn', '1.5 a second'],
    ['cpuPerRequestMicros', 80, 'cpu per request', '80 µs'],
    ['activePeak', 1, 'active peak', '1 connection'],
    ['neverAnswered', 1_016, 'never answered', '1,016 requests'],
    ['kendallS', 12, 'kendall s', '12'],
    ['isStalled', false, 'is stalled', 'no'],
    ['rotation', null, 'rotation', '–'],
    ['advice', [], 'advice', 'none'],
    ['tried', ['rotation', 'refusals'], 'tried', 'rotation, refusals'],
    ['sockets that go elsewhere', 3, 'sockets that go elsewhere', '3'],
  ])('writes %s %j as "%s": "%s"', (key, value, label, text) => {
    expect(detailsOf({ [key]: value })).toEqual([{ label, text }]);
  });

  it('names figures that stand inside of others by the way to them', () => {
    expect(detailsOf({ load: { longestMs: 12, later: { stretches: 2 } }, options: {} })).toEqual([
      { label: 'load · longest', text: '12 ms' },
      { label: 'load · later · stretches', text: '2' },
      { label: 'options', text: 'none' },
    ]);
  });

  it('makes a table of several that are alike, and says how many more the record has', () => {
    const closures = Array.from({ length: 22 }, (_, at) => ({ by: 'client', count: at, at: { endMs: 4 } }));
    const [table] = detailsOf({ closures });
    expect(table).toMatchObject({ label: 'closures', heads: ['by', 'count', 'at'], unshown: 2 });
    expect(table && 'rows' in table && table.rows[1]).toEqual(['client', '1', 'end 4 ms']);
  });

  it('makes a table of three that have the same figures, each with the unit that its name tells', () => {
    const judged = (slope: number) => ({ first: { verdict: 'clean', slopePerCycle: slope } });
    expect(detailsOf({ serverOpen: judged(0), heapUsedBytes: judged(20), processListeners: {} })).toEqual([
      {
        label: 'first',
        heads: ['of', 'verdict', 'slope'],
        rows: [
          ['server open', 'clean', '0 a cycle'],
          ['heap used (bytes)', 'clean', '20 a cycle'],
          ['process listeners', '–', '–'],
        ],
        unshown: 0,
      },
    ]);
  });
});
