/** Label names and values, or structured metadata. */
export type Labels = Record<string, string>;

/**
 * A log line as Loki's JSON API has it: nanoseconds since 1970 in decimal digits, the line, its structured metadata.
 */
export type Entry = [timestampNs: string, line: string, metadata?: Labels];

/** The lines of a push that share their labels. */
export interface PushedStream {
  labels: Labels;
  entries: Entry[];
}

/** A push as it was understood, and as the JSON that says the same where it came so. */
export interface Push {
  streams: PushedStream[];
  json: Buffer | undefined;
}

/** The JSON body that would push these streams. */
export function encodePush(streams: readonly PushedStream[]): Buffer {
  return Buffer.from(
    JSON.stringify({ streams: streams.map(({ labels, entries }) => ({ stream: labels, values: entries })) }),
  );
}
