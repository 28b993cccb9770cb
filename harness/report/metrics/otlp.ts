import type { Measurement } from './points.ts';

/**
 * An `ExportMetricsServiceRequest` of OTLP in JSON, in one line: what a collector takes at `/v1/metrics`, and its
 * receiver `otlpjsonfile` reads from a file.
 */
export function renderOtlp({ metrics, startedAt, finishedAt, poolproof }: Measurement): string {
  const time = { startTimeUnixNano: nanoseconds(startedAt), timeUnixNano: nanoseconds(finishedAt) };
  const request = {
    resourceMetrics: [
      {
        resource: { attributes: attributes({ 'service.name': 'poolproof', 'service.version': poolproof }) },
        scopeMetrics: [
          {
            scope: { name: 'poolproof', version: poolproof },
            metrics: metrics.map(({ family: { name, help, unit }, points }) => ({
              name,
              description: help,
              unit,
              gauge: {
                dataPoints: points.map(({ labels, value }) => ({
                  attributes: attributes(labels),
                  ...time,
                  asDouble: value,
                })),
              },
            })),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(request)}\n`;
}

function attributes(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([key, text]) => ({ key, value: { stringValue: text } }));
}

/** JSON's numbers cannot hold it: OTLP takes a text. */
function nanoseconds(instant: string): string {
  return `${BigInt(Date.parse(instant)) * 1_000_000n}`;
}
