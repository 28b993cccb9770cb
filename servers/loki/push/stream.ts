/** Label names and values, or structured metadata. */
export type Labels = Record<string, string>;

/**
 * A log line as Loki's JSON API has it: nanoseconds since 1970 in decimal digits, the line, its structured metadata.
 * The form in which it arrives is the form in which it is kept and given back, so that a push copies nothing.
 */
export type Entry = [timestampNs: string, line: string, metadata?: Labels];

/** The lines of a push that share their labels. */
export interface PushedStream {
  labels: Labels;
  entries: Entry[];
}
