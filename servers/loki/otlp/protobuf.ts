import protobuf from 'protobufjs';
import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import type { ResourceLogs } from './logs.ts';
import { LogsSchema } from './schema.ts';

// Of opentelemetry-proto 1.x, what Loki reads of it; and of googleapis, the message of errors.
const PROTO = `
syntax = "proto3";
package otlp;
message Logs { repeated ResourceLogs resource_logs = 1; }
message ResourceLogs { Resource resource = 1; repeated ScopeLogs scope_logs = 2; }
message Resource { repeated KeyValue attributes = 1; }
message ScopeLogs { Scope scope = 1; repeated LogRecord log_records = 2; }
message Scope { string name = 1; string version = 2; repeated KeyValue attributes = 3; uint32 dropped_attributes_count = 4; }
message LogRecord {
  fixed64 time_unix_nano = 1;
  int32 severity_number = 2;
  string severity_text = 3;
  AnyValue body = 5;
  repeated KeyValue attributes = 6;
  uint32 dropped_attributes_count = 7;
  fixed32 flags = 8;
  bytes trace_id = 9;
  bytes span_id = 10;
  fixed64 observed_time_unix_nano = 11;
}
message KeyValue { string key = 1; AnyValue value = 2; }
message AnyValue {
  oneof value {
    string string_value = 1;
    bool bool_value = 2;
    int64 int_value = 3;
    double double_value = 4;
    ArrayValue array_value = 5;
    KeyValueList kvlist_value = 6;
    bytes bytes_value = 7;
  }
}
message ArrayValue { repeated AnyValue values = 1; }
message KeyValueList { repeated KeyValue values = 1; }
message Status { int32 code = 1; string message = 2; }
`;

const { root } = protobuf.parse(PROTO);
const Logs = root.lookupType('otlp.Logs');
const Status = root.lookupType('otlp.Status');

/** An `ExportLogsServiceRequest` in protobuf, made to what its JSON would have been. */
export function decodeProtobufLogs(body: Buffer): ResourceLogs[] {
  try {
    const message = Logs.decode(body);
    return LogsSchema.parse(withHexIds(Logs.toObject(message, { longs: String, bytes: String })));
  } catch (error) {
    throw new Refusal(400, error instanceof RangeError ? 'unexpected EOF' : `proto: ${messageOf(error)}`);
  }
}

/** The body of an OTLP error: a `google.rpc.Status` without a code, which OTLP does not use. */
export function encodeStatus(message: string): Uint8Array {
  return Status.encode({ message }).finish();
}

/** protobufjs writes bytes in base64, OTLP's JSON writes ids in hexadecimal digits. */
function withHexIds(logs: WireLogs): WireLogs {
  for (const { scopeLogs = [] } of logs.resourceLogs ?? []) {
    for (const { logRecords = [] } of scopeLogs) {
      for (const record of logRecords) {
        if (record.traceId) record.traceId = Buffer.from(record.traceId, 'base64').toString('hex');
        if (record.spanId) record.spanId = Buffer.from(record.spanId, 'base64').toString('hex');
      }
    }
  }
  return logs;
}

interface WireLogs {
  resourceLogs?: { scopeLogs?: { logRecords?: { traceId?: string; spanId?: string }[] }[] }[];
}
