import protobuf from 'protobufjs';
import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import { refuseManyFields } from '../body/count.ts';
import { parseLabels } from '../logql/labels.ts';
import type { Entry, PushedStream } from './stream.ts';

// Of Loki's pkg/push/push.proto. Fields that a client does not send (hash, parsed, format) are skipped as unknown.
const PROTO = `
syntax = "proto3";
package logproto;
message PushRequest { repeated Stream streams = 1; }
message Stream { string labels = 1; repeated Entry entries = 2; }
message Entry { Timestamp timestamp = 1; string line = 2; repeated LabelPair structuredMetadata = 3; }
message LabelPair { string name = 1; string value = 2; }
message Timestamp { int64 seconds = 1; int32 nanos = 2; }
`;

const PushRequest = protobuf.parse(PROTO).root.resolveAll().lookupType('logproto.PushRequest');

interface Pair {
  name: string;
  value: string;
}

interface WirePush {
  streams: {
    labels: string;
    entries: {
      timestamp: { seconds: { toString(): string }; nanos: number } | null;
      line: string;
      structuredMetadata: Pair[];
    }[];
  }[];
}

/** The streams of a protobuf body that is out of its snappy. */
export function decodeProtobufPush(body: Buffer): PushedStream[] {
  return decode(body).streams.map(({ labels, entries }) => ({
    labels: parseLabels(labels),
    entries: entries.map(({ timestamp, line, structuredMetadata }): Entry => {
      const timestampNs = timestamp ? nanoseconds(timestamp.seconds.toString(), timestamp.nanos) : '0';
      if (structuredMetadata.length === 0) return [timestampNs, line];
      return [timestampNs, line, Object.fromEntries(structuredMetadata.map(({ name, value }) => [name, value]))];
    }),
  }));
}

function decode(body: Buffer): WirePush {
  refuseManyFields(PushRequest, body);
  try {
    return PushRequest.decode(body) as unknown as WirePush;
  } catch (error) {
    const isCutOff = error instanceof RangeError;
    throw new Refusal(400, isCutOff ? 'unexpected EOF' : `proto: ${messageOf(error)}`);
  }
}

function nanoseconds(seconds: string, nanos: number): string {
  if (nanos < 0 || nanos >= 1e9) throw new Refusal(400, `timestamp: nanos:${nanos}: nanos not in range [0, 1e9)`);
  if (seconds === '0') return String(nanos);
  if (!seconds.startsWith('-')) return `${seconds}${String(nanos).padStart(9, '0')}`;
  return String(BigInt(seconds) * 1_000_000_000n + BigInt(nanos));
}
