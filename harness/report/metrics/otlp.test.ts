import { JsonMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { makeComparison } from '../comparison/testing/sample-comparison.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { metricsOfComparison } from './of-comparison.ts';
import { metricsOfRun } from './of-run.ts';
import { metricsOfWatch } from './of-watch.ts';
import { renderOtlp } from './otlp.ts';
import type { Measurement } from './points.ts';

class OnDemand extends MetricReader {
  protected async onShutdown(): Promise<void> {}
  protected async onForceFlush(): Promise<void> {}
}

/** What OpenTelemetry's own SDK sends for the same metrics. */
async function sentBySdk({ metrics, poolproof }: Measurement): Promise<string> {
  const reader = new OnDemand();
  const resource = resourceFromAttributes({ 'service.name': 'poolproof', 'service.version': poolproof });
  const meter = new MeterProvider({ resource, readers: [reader] }).getMeter('poolproof', poolproof);
  for (const { family, points } of metrics) {
    const gauge = meter.createGauge(family.name, { description: family.help, unit: family.unit });
    for (const { labels, value } of points) gauge.record(value, labels);
  }
  const { resourceMetrics } = await reader.collect();
  return new TextDecoder().decode(JsonMetricsSerializer.serializeRequest(resourceMetrics));
}

/** Times are those of the run, and the SDK's those of now; that it dropped nothing it says, and we need not. */
function withoutTimes(request: string): unknown {
  return JSON.parse(request, (key, value) => {
    if (key === 'droppedAttributesCount' && value === 0) return undefined;
    if (!key.endsWith('TimeUnixNano') && key !== 'timeUnixNano') return value;
    expect(value).toMatch(/^\d{19}$/);
    return undefined;
  });
}

it.each([
  ['a run', metricsOfRun(makeSampleRun())],
  ['a comparison', metricsOfComparison(makeComparison())],
  ['a watch', metricsOfWatch(judgeWatch(makeWatch()))],
])('%s in OTLP is what the SDK of OpenTelemetry would send of it', async (_, measurement) => {
  const written = renderOtlp(measurement);
  expect(withoutTimes(written)).toEqual(withoutTimes(await sentBySdk(measurement)));
});

it('is one line, as a file of a collector has it, with the times of the run in nanoseconds', () => {
  const written = renderOtlp(metricsOfRun(makeSampleRun()));
  expect(written.trimEnd().split('\n')).toHaveLength(1);
  const [{ scopeMetrics }] = JSON.parse(written).resourceMetrics;
  expect(scopeMetrics[0].metrics[0].gauge.dataPoints).toEqual([
    { attributes: [], startTimeUnixNano: '1772359200000000000', timeUnixNano: '1772359241000000000', asDouble: 1 },
  ]);
});
