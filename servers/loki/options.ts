/** What one tenant may push; names are those of Loki's `limits_config`, with their units. */
export interface Limits {
  /** A request's body as it arrives. */
  maxBodyBytes: number;
  maxLineBytes: number;
  maxLabelNameBytes: number;
  maxLabelValueBytes: number;
  maxLabelsPerStream: number;
  /** Older entries are refused. */
  maxAgeMs: number;
  /** Entries that are further in the future are refused. */
  maxAheadMs: number;
}

export interface LokiOptions {
  limits: Limits;
}

/** What may be left out when a mock is made. */
export interface LokiOverrides {
  limits?: Partial<Limits>;
}

// Every default in one place; where no other reason is given it is that of Loki 3.
const DEFAULT_LIMITS: Limits = {
  maxBodyBytes: 100 * 1_024 * 1_024,
  maxLineBytes: 256 * 1_024,
  maxLabelNameBytes: 1_024,
  maxLabelValueBytes: 2_048,
  maxLabelsPerStream: 15,
  maxAgeMs: 168 * 3_600_000,
  maxAheadMs: 10 * 60_000,
};

export function completeOptions({ limits }: LokiOverrides): LokiOptions {
  return { limits: { ...DEFAULT_LIMITS, ...limits } };
}
