import { expect, it } from 'vitest';
import { makePhases } from '../../record/testing/make-evidence.ts';
import { makeCase } from '../../record/testing/make-record.ts';
import { reuseChart } from './reuse.ts';

const ofLoad = (ledger: object) => makeCase({ evidence: { phases: makePhases({ load: { ledger } }) } });

it('connections are drawn by the requests that came over each', () => {
  const classes = [
    { from: 10, to: 19, connections: 2 },
    { from: 20, to: 24, connections: 3 },
  ];
  const spread = { min: 11, p50: 20, max: 24 };
  const chart = reuseChart(ofLoad({ requestClasses: classes, requestsPerConnection: spread, neverUsed: 1 }));
  expect(chart).toEqual({
    title: 'Requests per connection',
    summary:
      '5 for 100 requests, 5 busy at once. Requests per connection: at least 11, median 20, at most 24. 1 connection carried none.',
    drawing: { kind: 'histogram', classes },
  });
});

it('of an older record the connections stand between those that were busy at once and one for each request', () => {
  const { drawing } = reuseChart(ofLoad({ requestClasses: null, openAtStart: 48, opened: 2, activePeak: 4 }));
  expect(drawing).toMatchObject({ kind: 'counts', bars: [{ value: 4 }, { value: 50 }, { value: 100 }] });
});

it('is not drawn of no requests', () => {
  expect(reuseChart(ofLoad({ requests: 0 })).drawing).toBeNull();
  expect(reuseChart(makeCase()).drawing).toBeNull();
});
