/**
 * OTLP's log messages as plain objects. Lists of them are read one by one, so that a large push is never in memory as
 * all of its records at a time. Numbers of 64 bits and times are decimal texts, ids hexadecimal ones.
 */
export interface ResourceLogs {
  resource: Attributes;
  scopes: Iterable<ScopeLogs>;
}

export interface ScopeLogs {
  name: string;
  version: string;
  attributes: Attributes;
  droppedAttributesCount: number;
  records: Iterable<LogRecord>;
}

export interface LogRecord {
  timeNs: string;
  observedNs: string;
  severityNumber: number;
  severityText: string;
  body: AnyValue;
  attributes: Attributes;
  droppedAttributesCount: number;
  flags: number;
  traceId: string;
  spanId: string;
}

export type Attributes = { key: string; value: AnyValue }[];

/** At most one of these; none is an empty value. */
export interface AnyValue {
  stringValue?: string | undefined;
  boolValue?: boolean | undefined;
  intValue?: string | undefined;
  doubleValue?: number | undefined;
  arrayValue?: { values: AnyValue[] } | undefined;
  kvlistValue?: { values: Attributes } | undefined;
  /** In base64. */
  bytesValue?: string | undefined;
}
