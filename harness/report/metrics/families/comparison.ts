import type { MetricFamily } from './family.ts';

/** What is told of a comparison, by scenario. */
export const COMPARISON_FAMILIES = {
  status: {
    name: 'poolproof.comparison.status',
    unit: '',
    help: 'How the comparison ended, as its exit code: 0 trusted or estimates, 2 untrusted or incomplete, 130 interrupted.',
  },
  ratio: {
    name: 'poolproof.comparison',
    unit: '1',
    help: 'The configuration beside the reference, estimated over the rounds; above 1 is more.',
    labels: ['configuration', 'metric'],
  },
  low: {
    name: 'poolproof.comparison.low',
    unit: '1',
    help: 'The lower end of its 95 % interval.',
    labels: ['configuration', 'metric'],
  },
  high: {
    name: 'poolproof.comparison.high',
    unit: '1',
    help: 'The upper end of its 95 % interval.',
    labels: ['configuration', 'metric'],
  },
} as const satisfies Record<string, MetricFamily>;
