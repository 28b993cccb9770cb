import type { Reader, Type } from 'protobufjs';
import protobuf from 'protobufjs';
import { Refusal } from '../answer.ts';

// What a body is decoded to has an object for every two or three of its bytes at worst, and a thousand zipped bytes can
// stand for each of them; so the values of a large body are counted before it is decoded. Loki itself counts bytes only
// (and takes 5,000 MiB of them, in a process that may have as much): the status and the first words are those.

/** OpenTelemetry's collector sends 8,192 records at a time, of some 30 values each; no shipper sends more. */
const MAX_VALUES = 300_000;

// A value and what parts it from the next one.
const BYTES_PER_VALUE = 2;

const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = [0x22, 0x2c, 0x5b, 0x5c, 0x7b];

/** Refuses a JSON body of too many values; one of few bytes cannot have them. */
export function refuseManyJsonValues(body: Buffer): void {
  if (body.length <= MAX_VALUES * BYTES_PER_VALUE) return;
  let values = 0;
  let isInString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) isInString = !isInString;
    else if (isInString) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === COMMA || byte === BRACE || byte === BRACKET) {
      values += 1;
      if (values > MAX_VALUES) throw tooMany();
    }
  }
}

/** Refuses a protobuf body of too many fields, those of messages inside of messages among them. */
export function refuseManyFields(type: Type, body: Buffer): void {
  if (body.length <= MAX_VALUES * BYTES_PER_VALUE) return;
  try {
    countFields(type, protobuf.Reader.create(body));
  } catch (error) {
    // What is wrong with its bytes stops the decoder at the same place; it has the words for it.
    if (error instanceof Refusal) throw error;
  }
}

function countFields(type: Type, reader: Reader): void {
  const open = [{ type, end: reader.len }];
  for (let fields = 0; reader.pos < reader.len; fields += 1) {
    if (fields > MAX_VALUES) throw tooMany();
    while (reader.pos >= (open.at(-1)?.end ?? 0)) open.pop();
    const tag = reader.uint32();
    const inner = open.at(-1)?.type.fieldsById[tag >>> 3]?.resolvedType;
    if (inner instanceof protobuf.Type && (tag & 7) === LENGTH_DELIMITED) {
      const length = reader.uint32();
      open.push({ type: inner, end: reader.pos + length });
    } else {
      reader.skipType(tag & 7);
    }
  }
}

const LENGTH_DELIMITED = 2;

function tooMany(): Refusal {
  return new Refusal(
    413,
    `request body too large: more than the ${MAX_VALUES} values that this server takes at a time`,
  );
}
