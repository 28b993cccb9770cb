import { expect, it } from 'vitest';
import { parseThreshold } from './threshold.ts';

it.each([
  ['<50', 'errors', { operator: '<', bound: 50 }],
  [' >= 0.99 ', 'reuseRatio', { operator: '>=', bound: 0.99 }],
  ['<200', 'latencyP99Ms', { operator: '<', bound: 200 }],
  ['<200ms', 'latencyP99Ms', { operator: '<', bound: 200 }],
  ['<=1.5 s', 'latencyP99Ms', { operator: '<=', bound: 1_500 }],
  ['<50MiB', 'rssPeakBytes', { operator: '<', bound: 50 * 1_024 * 1_024 }],
  ['<50MB', 'rssPeakBytes', { operator: '<', bound: 50_000_000 }],
  ['<1ms', 'cpuPerRequestMicros', { operator: '<', bound: 1_000 }],
] as const)('%s for %s is in the unit of the metric', (text, metric, threshold) => {
  expect(parseThreshold(text, metric)).toEqual(threshold);
});

it.each([
  ['<50MiB', 'latencyP99Ms'],
  ['<50ms', 'errors'],
  ['<5ms', 'gauge.open'],
  ['50', 'errors'],
  ['<', 'errors'],
])('%s for %s is none', (text, metric) => {
  expect(parseThreshold(text, metric)).toBeUndefined();
});
