import { formatCount } from '../../core/units.ts';
import { addTallies } from '../../record/add-tallies.ts';
import type { CaseEvidence } from '../../record/evidence/case.ts';
import type { ClientOf, ClientShare, Joint, JointStretch } from '../../record/evidence/clients.ts';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { PlayedPhase } from '../../record/evidence/phase.ts';
import type { RequestTally } from '../../record/evidence/requests.ts';
import { mergeHistograms } from '../../record/hdr.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES, type PhaseKind, type PhaseName } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { standingBeside } from '../../record/streams.ts';
import { metricsOf } from '../metrics.ts';
import { addWindows } from './add-windows.ts';

export type ClientCase = MeasuredCase & { clientOf: ClientOf };

/** The machines of clients, by their numbers. */
type Hosts = ReadonlyMap<number, string>;

/** The case of one client of several. */
export function asClient(one: MeasuredCase, { client, clients }: Omit<ClientOf, 'configuration'>): ClientCase {
  const { configuration } = one;
  return {
    ...one,
    configuration: `${configuration}, client ${client} of ${clients}`,
    clientOf: { configuration, client, clients },
  };
}

/**
 * The case of all clients of one server together: what they added up to, and what the server saw of them at once. Those
 * that left nothing behind were there all the same when it counted. Without `hosts` all ran on one machine.
 */
export function jointCase(cases: readonly ClientCase[], joint: Joint, hosts: Hosts = new Map()): MeasuredCase {
  const [first] = cases as [ClientCase];
  const { settings, load, clientOf } = first;
  const { configuration, clients } = clientOf;
  const { rateLimit } = settings;
  const sumOf = (limit: number | null) => (limit === null ? null : clients * limit);
  const evidence = jointEvidence(cases, joint, hosts);
  const histograms = jointHistograms(cases);
  return {
    ...first,
    configuration: `${configuration}, all ${formatCount(clients, 'client')}`,
    load: { ...load, inWords: `${clients} times ${load.inWords ?? 'the load'}` },
    settings: {
      ...settings,
      connectionLimit: sumOf(settings.connectionLimit),
      idleLimit: sumOf(settings.idleLimit),
      ...(rateLimit && { rateLimit: { ...rateLimit, requests: clients * rateLimit.requests } }),
    },
    metrics: metricsOf(evidence, {
      histograms,
      outside: { descriptors: null, rssBytes: null },
      cpuMicros: null,
      callerCpuMicros: null,
    }),
    histograms,
    series: { 'connections.ledger': joint.series.open, 'connections.active': joint.series.active },
    evidence,
    clientOf: { configuration, client: null, clients },
  };
}

const EACH = 'it is judged of each client by itself';

function jointEvidence(clients: readonly ClientCase[], joint: Joint, hosts: Hosts): CaseEvidence {
  const [first] = clients as [ClientCase];
  return {
    ...first.evidence,
    phases: jointPhases(clients, joint),
    connections: [],
    streams: jointStreams(clients),
    close: null,
    closeNotRun: EACH,
    kernel: null,
    subjectOutput: [],
    warnings: [],
    agents: null,
    growth: { first: [], again: [], notRun: EACH },
    idle: null,
    signal: { rounds: [], notRun: EACH },
    gauges: [],
    notMeasured: [],
    shares: clients.map((client) => shareOf(client, hosts)),
  };
}

/** A client may keep a pool of its own for streams, beyond its limit. */
function jointStreams(clients: readonly ClientCase[]): CaseEvidence['streams'] {
  const each = clients.flatMap(({ evidence }) => evidence.streams ?? []);
  if (each.length === 0) return null;
  return {
    seen: each.reduce((sum, { seen }) => sum + seen, 0),
    failures: each.flatMap(({ failures }) => failures),
  };
}

/** Until the load has ended: after it each client is tried by itself. */
function jointPhases(clients: readonly MeasuredCase[], { before, load }: Joint): PlayedPhase[] {
  return [
    ...jointPhase(clients, PHASES.baseline, before),
    ...jointPhase(clients, PHASES.warmup, before),
    ...jointPhase(clients, PHASES.load, load),
  ];
}

/** A phase of all who played it; it lasts as long as the longest of theirs. */
function jointPhase(
  clients: readonly MeasuredCase[],
  kind: PhaseKind<PhaseName>,
  { window, startMs, endMs }: JointStretch,
): PlayedPhase[] {
  const each = clients.flatMap(({ evidence }) => played(evidence.phases, kind) ?? []);
  if (each.length === 0) return [];
  const { name, role, client } = kind;
  const ledger: LedgerWindow = { ...addWindows(each.map((phase) => phase.ledger)), ...window };
  return [{ ...NOTHING_SEEN, name, role, client, startMs, endMs, ledger, tally: jointTally(each) }];
}

const NOTHING_SEEN = { fed: null, calledOff: null, uncollected: null, collectedListeners: null, snapshot: null };

/** Side by side, and not one after the other. */
function jointTally(phases: readonly PlayedPhase[]): RequestTally | null {
  const each = phases.flatMap(({ tally }) => tally ?? []);
  const added = addTallies(each);
  return (
    added && {
      ...added,
      elapsedMs: Math.max(...each.map(({ elapsedMs }) => elapsedMs)),
      inFlightPeak: each.reduce((sum, { inFlightPeak }) => sum + inFlightPeak, 0),
    }
  );
}

function jointHistograms(clients: readonly MeasuredCase[]): Record<string, string> {
  const names = new Set(clients.flatMap(({ histograms }) => Object.keys(histograms)));
  const ofAll = [...names].map((name) => [name, mergeHistograms(clients.flatMap((one) => one.histograms[name] ?? []))]);
  return Object.fromEntries(ofAll);
}

function shareOf({ metrics, clientOf, evidence }: ClientCase, hosts: Hosts): ClientShare {
  const { requests, requestsPerSecond, latencyP50Ms, latencyP99Ms } = metrics;
  const client = clientOf.client ?? 0;
  const own = { client, host: hosts.get(client), standing: standingBeside(evidence) };
  return { ...own, requests, requestsPerSecond, latencyP50Ms, latencyP99Ms };
}
