import { z } from 'zod';
import type { AnyValue, Attributes, LogRecord, ResourceLogs, ScopeLogs } from './logs.ts';

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

const ScopeLogsSchema = z.object({ scope: z.unknown().optional(), logRecords: listOf(z.unknown()) });
const ResourceSchema = z.object({ attributes: AttributesSchema }).nullish();
const ResourceLogsSchema = z.object({ resource: z.unknown().optional(), scopeLogs: listOf(z.unknown()) });
const LogsSchema = z.object({ resourceLogs: listOf(z.unknown()) });

/** What a list holds as an object of JSON; protobuf has it as a message until it is looked at. */
export type ToPlain = (message: unknown) => unknown;

/** Reads an `ExportLogsServiceRequest` that has the shape of OTLP's JSON; the first wrong value in it is an error. */
export function* readResources(request: unknown, toPlain: ToPlain): Generator<ResourceLogs> {
  for (const one of LogsSchema.parse(request).resourceLogs) {
    const { resource, scopeLogs } = ResourceLogsSchema.parse(one);
    const attributes = ResourceSchema.parse(toPlain(resource))?.attributes ?? [];
    yield { resource: attributes, scopes: readScopes(scopeLogs, toPlain) };
  }
}

function* readScopes(scopeLogs: unknown[], toPlain: ToPlain): Generator<ScopeLogs> {
  for (const one of scopeLogs) {
    const { scope, logRecords } = ScopeLogsSchema.parse(one);
    yield { ...ScopeSchema.parse(toPlain(scope)), records: readRecords(logRecords, toPlain) };
  }
}

function* readRecords(logRecords: unknown[], toPlain: ToPlain): Generator<LogRecord> {
  for (const one of logRecords) yield LogRecordSchema.parse(toPlain(one));
}

/** Absent, null and empty are alike. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform(orDefault([] as z.output<T>[]));
}

function orDefault<T>(value: T) {
  return (given: T | null | undefined): T => given ?? value;
}
