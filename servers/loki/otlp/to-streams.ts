import { labelsText, SERVICE_LABELS } from '../push/labels.ts';
import type { Entry, Labels, PushedStream } from '../push/stream.ts';
import { attributePairs, valueText } from './attributes.ts';
import type { Attributes, LogRecord, ResourceLogs, ScopeLogs } from './logs.ts';

/**
 * Loki's default `otlp_config`: resource attributes that become labels of the stream, all others structured metadata.
 */
const INDEXED = new Set([
  'service.name',
  'service.namespace',
  'service.instance.id',
  'deployment.environment',
  'deployment.environment.name',
  'cloud.region',
  'cloud.availability_zone',
  'k8s.cluster.name',
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.container.name',
  'container.name',
  'k8s.replicaset.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.cronjob.name',
  'k8s.job.name',
]);

/** OTLP logs as streams of lines, one for every set of labels. */
export function toStreams(resources: Iterable<ResourceLogs>): PushedStream[] {
  const streams = new Map<string, PushedStream>();
  for (const { resource, scopes } of resources) {
    const entries = toEntries(resource, scopes);
    if (entries.length === 0) continue;
    const labels = streamLabels(resource);
    const text = labelsText(labels);
    const stream = streams.get(text);
    if (stream) stream.entries = stream.entries.concat(entries);
    else streams.set(text, { labels, entries });
  }
  return [...streams.values()];
}

function toEntries(resource: Attributes, scopes: Iterable<ScopeLogs>): Entry[] {
  const entries: Entry[] = [];
  const resourcePairs = attributePairs(resource.filter(({ key }) => !INDEXED.has(key)));
  for (const scope of scopes) {
    const shared = [...resourcePairs, ...scopePairs(scope)];
    for (const record of scope.records) entries.push(toEntry(record, shared));
  }
  return entries;
}

function streamLabels(resource: Attributes): Labels {
  const labels = Object.fromEntries(attributePairs(resource.filter(({ key }) => INDEXED.has(key))));
  if (labels.service_name) return labels;
  const telling = SERVICE_LABELS.find((name) => labels[name]);
  return { ...labels, service_name: (telling && labels[telling]) || 'unknown_service' };
}

function scopePairs({ name, version, attributes, droppedAttributesCount }: ScopeLogs): [string, string][] {
  return [
    ...attributePairs(attributes),
    ...given('scope_name', name),
    ...given('scope_version', version),
    ...given('scope_dropped_attributes_count', droppedAttributesCount || ''),
  ];
}

function toEntry(record: LogRecord, shared: readonly [string, string][]): Entry {
  const hasTime = record.timeNs !== '0';
  const pairs: [string, string][] = [
    ...attributePairs(record.attributes),
    ...given('observed_timestamp', hasTime && record.observedNs !== '0' ? record.observedNs : ''),
    ...given('severity_number', record.severityNumber || ''),
    ...given('severity_text', record.severityText),
    ...given('dropped_attributes_count', record.droppedAttributesCount || ''),
    ...given('flags', record.flags || ''),
    ...given('trace_id', record.traceId),
    ...given('span_id', record.spanId),
    ...shared,
  ];
  const observedNs = record.observedNs === '0' ? `${Date.now()}000000` : record.observedNs;
  return [hasTime ? record.timeNs : observedNs, valueText(record.body), Object.fromEntries(pairs)];
}

function given(name: string, value: string | number): [string, string][] {
  return value === '' ? [] : [[name, String(value)]];
}
