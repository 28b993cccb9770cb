/**
 * What one tenant may do; the meanings are those of Loki's `limits_config` where nothing else is said, the names carry
 * their units.
 */
export interface Limits {
  /** A request's body as it arrives. */
  maxBodyBytes: number;
  /** The same body once it is decompressed. */
  maxInflatedBytes: number;
  maxLineBytes: number;
  maxLabelNameBytes: number;
  maxLabelValueBytes: number;
  maxLabelsPerStream: number;
  allowStructuredMetadata: boolean;
  maxStructuredMetadataBytes: number;
  maxStructuredMetadataEntries: number;
  /** Older entries are refused. */
  maxAgeMs: number;
  /** Entries that are further in the future are refused. */
  maxAheadMs: number;
  /**
   * Entries that are further behind the newest one of their stream are refused; 0 refuses all that are out of order.
   */
  maxBehindMs: number;
  ingestionBytesPerSecond: number;
  ingestionBurstBytes: number;
  streamBytesPerSecond: number;
  streamBurstBytes: number;
  maxStreams: number;
  maxTails: number;
  maxQueryEntries: number;
  maxQueryRangeMs: number;
  /** Pushes are refused until that moment of Unix time (`block_ingestion_until`); 0: they are not. */
  ingestionBlockedUntilMs: number;
  /** For this long after its start the whole server says that it is not ready (`min_ready_duration`), and serves. */
  minReadyMs: number;
}

export interface LokiOptions {
  /** Whether requests must name their tenant (`auth_enabled`). */
  auth: boolean;
  limits: Limits;
  /** What is kept of pushed lines, as JSON; the oldest are dropped for it. */
  storeBytes: number;
}

/** What may be left out when a mock is made. */
export interface LokiOverrides {
  auth?: boolean;
  limits?: Partial<Limits>;
  storeBytes?: number;
}

const KIB = 1_024;
const MIB = 1_024 * KIB;

// Every default in one place; where no other reason is given it is that of Loki 3.
export const DEFAULT_LIMITS: Limits = {
  maxBodyBytes: 100 * MIB,
  // Loki: 50 times the above. Here the whole process is to stay small while a bomb is refused; shippers send 1 MiB.
  maxInflatedBytes: 16 * MIB,
  maxLineBytes: 256 * KIB,
  maxLabelNameBytes: 1_024,
  maxLabelValueBytes: 2_048,
  maxLabelsPerStream: 15,
  allowStructuredMetadata: true,
  maxStructuredMetadataBytes: 64 * KIB,
  maxStructuredMetadataEntries: 128,
  maxAgeMs: 168 * 3_600_000,
  maxAheadMs: 10 * 60_000,
  // Half of `max_chunk_age`, which is 2 h.
  maxBehindMs: 3_600_000,
  // Loki: 4 MB/s (burst 6 MB) a tenant and 3 MB/s (burst 15 MB) a stream. A load test is above that on purpose.
  ingestionBytesPerSecond: Number.POSITIVE_INFINITY,
  ingestionBurstBytes: 6 * MIB,
  streamBytesPerSecond: Number.POSITIVE_INFINITY,
  streamBurstBytes: 15 * MIB,
  maxStreams: 5_000,
  maxTails: 10,
  maxQueryEntries: 5_000,
  maxQueryRangeMs: 721 * 3_600_000,
  ingestionBlockedUntilMs: 0,
  // Loki: 15 s. A person who starts a mock does not want to wait.
  minReadyMs: 0,
};

// Some 15,000 pushes of 1 KiB: enough to look at what a client sent last, little beside the process itself.
const DEFAULT_STORE_BYTES = 16 * MIB;

export function completeOptions({ auth = false, limits, storeBytes }: LokiOverrides): LokiOptions {
  return { auth, limits: { ...DEFAULT_LIMITS, ...limits }, storeBytes: storeBytes ?? DEFAULT_STORE_BYTES };
}
