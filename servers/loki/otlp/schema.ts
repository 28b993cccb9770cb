import { z } from 'zod';
import type { AnyValue, Attributes, ResourceLogs } from './logs.ts';

// OTLP's JSON mapping: lowerCamelCase, 64-bit integers as texts or numbers, unknown keys ignored, null for nothing.
const integer = z.union([z.string().regex(/^-?\d{1,20}$/), z.number().int()]).transform(String);
const count = z.number().int().nonnegative().nullish().transform(orDefault(0));
const text = z.string().nullish().transform(orDefault(''));
const time = integer.nullish().transform(orDefault('0'));

const AnyValueSchema: z.ZodType<AnyValue, unknown> = z.lazy(() =>
  z.object({
    stringValue: z.string().optional(),
    boolValue: z.boolean().optional(),
    intValue: integer.optional(),
    doubleValue: z.number().optional(),
    arrayValue: z.object({ values: listOf(AnyValueSchema) }).optional(),
    kvlistValue: z.object({ values: AttributesSchema }).optional(),
    bytesValue: z.string().optional(),
  }),
);

const AttributesSchema: z.ZodType<Attributes, unknown> = z.lazy(() =>
  listOf(z.object({ key: text, value: AnyValueSchema.nullish().transform(orDefault({} as AnyValue)) })),
);

const LogRecordSchema = z
  .object({
    timeUnixNano: time,
    observedTimeUnixNano: time,
    severityNumber: count,
    severityText: text,
    body: AnyValueSchema.nullish().transform(orDefault({} as AnyValue)),
    attributes: AttributesSchema,
    droppedAttributesCount: count,
    flags: count,
    traceId: text,
    spanId: text,
  })
  .transform(({ timeUnixNano, observedTimeUnixNano, ...rest }) => {
    return { ...rest, timeNs: timeUnixNano, observedNs: observedTimeUnixNano };
  });

const ScopeSchema = z
  .object({ name: text, version: text, attributes: AttributesSchema, droppedAttributesCount: count })
  .nullish()
  .transform(orDefault({ name: '', version: '', attributes: [] as Attributes, droppedAttributesCount: 0 }));

const ScopeLogsSchema = z
  .object({ scope: ScopeSchema, logRecords: listOf(LogRecordSchema) })
  .transform(({ scope, logRecords }) => ({ ...scope, records: logRecords }));

const ResourceLogsSchema = z
  .object({
    resource: z.object({ attributes: AttributesSchema }).nullish(),
    scopeLogs: listOf(ScopeLogsSchema),
  })
  .transform(({ resource, scopeLogs }) => ({ resource: resource?.attributes ?? [], scopes: scopeLogs }));

/** An `ExportLogsServiceRequest` in JSON. */
export const LogsSchema: z.ZodType<ResourceLogs[], unknown> = z
  .object({ resourceLogs: listOf(ResourceLogsSchema) })
  .transform(({ resourceLogs }) => resourceLogs);

function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform(orDefault([] as z.output<T>[]));
}

function orDefault<T>(value: T) {
  return (given: T | null | undefined): T => given ?? value;
}
