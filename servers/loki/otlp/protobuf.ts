import protobuf from 'protobufjs';
import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import { refuseManyFields } from '../body/count.ts';
import type { PushedStream } from '../push/stream.ts';
import { readResources } from './schema.ts';
import { toStreams } from './to-streams.ts';

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
root.resolveAll();
const Logs = root.lookupType('otlp.Logs');
const Status = root.lookupType('otlp.Status');

/** An `ExportLogsServiceRequest` in protobuf, read as what its JSON would have been. */
export function decodeProtobufLogs(body: Buffer): PushedStream[] {
  refuseManyFields(Logs, body);
  try {
    return toStreams(readResources(Logs.decode(body), toPlain));
  } catch (error) {
    throw new Refusal(400, error instanceof RangeError ? 'unexpected EOF' : `proto: ${messageOf(error)}`);
  }
}

/** The body of an OTLP error: a `google.rpc.Status` without a code, which OTLP does not use. */
export function encodeStatus(message: string): Uint8Array {
  return Status.encode({ message }).finish();
}

function toPlain(message: unknown): unknown {
  if (!(message instanceof protobuf.Message)) return message;
  const plain = message.$type.toObject(message, { longs: String, bytes: String });
  // protobufjs writes bytes in base64, OTLP's JSON writes ids in hexadecimal digits.
  for (const id of ['traceId', 'spanId']) if (plain[id]) plain[id] = Buffer.from(plain[id], 'base64').toString('hex');
  return plain;
}
