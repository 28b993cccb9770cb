import { z } from 'zod';

const measured = z.number().nullable();

/** The figures of a case. Units are in the names; null is 'not measured', never zero. */
export const metricsSchema = z.object({
  requests: measured,
  requestsPerSecond: measured,
  errors: measured,
  connectionsOpened: measured,
  connectionsPeak: measured,
  reuseRatio: measured,
  latencyP50Ms: measured,
  latencyP99Ms: measured,
  queueWaitP50Ms: measured,
  queueWaitP99Ms: measured,
  handlesBaseline: measured,
  handlesPeak: measured,
  handlesAfterDrain: measured,
  handlesAfterClose: measured,
  neverAnswered: measured,
  connectionsActivePeak: measured,
  latencyP90Ms: measured,
  latencyMaxMs: measured,
  firstByteP50Ms: measured,
  firstByteP99Ms: measured,
  closeMs: measured,
  ceilingRequestsPerSecond: measured,
  rssPeakBytes: measured,
  /** User and system CPU of the subject during the load, for each answered request. Records from before it was measured lack it. */
  cpuPerRequestMicros: measured.default(null),
});

export type Metrics = z.infer<typeof metricsSchema>;
