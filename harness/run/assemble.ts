import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CaseEvidence, Ending } from '../record/evidence/case.ts';
import { silenceText } from '../record/evidence/gauges.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { MeasuredCase, Series, Settings } from '../record/schema.ts';
import { recordedLoad } from '../scenario/loads/load.ts';
import { driveOf, isTransport, recordedNameOf } from '../scenario/subjects.ts';
import type { Configuration } from '../scenario/types.ts';
import { whyUnable } from './abilities.ts';
import { type CaseContext, loadTally } from './case-context.ts';
import { entriesPerCall } from './entries-per-call.ts';
import { metricsOf } from './metrics.ts';

/** Everything that was seen on the context, as the record wants it. */
export async function assembleCase(context: CaseContext, ending: Ending): Promise<MeasuredCase> {
  const { plan, target, seen, outside, kernel, gauges, originMs, subject } = context;
  const { scenario, configuration, ceiling } = plan;
  const account = await target.account(originMs);
  const series: Record<string, Series> = {
    'connections.ledger': account.series.open,
    'connections.active': account.series.active,
    'connections.active.low': account.series.activeSpread.low,
    'connections.active.mean': account.series.activeSpread.mean,
    // Of a client that opens none where Node's channel reaches there is no line.
    ...(seen.connections && seen.connections.t.length > 0 ? { 'connections.client': seen.connections } : {}),
    ...outside.series(originMs),
    ...kernel.series(originMs),
    ...gauges.series(originMs),
  };
  const evidence: CaseEvidence = {
    drive: driveOf(configuration.subject),
    phases: seen.phases,
    connections: account.connections,
    streams: seen.streams,
    close: seen.close,
    closeNotRun: seen.closeNotRun,
    ending,
    ceiling,
    kernel: kernel.sampling(),
    lacks: subject.lacks,
    subjectNode: seen.node,
    subjectOutput: [...subject.output],
    warnings: seen.warnings,
    agents: seen.agents,
    growth: seen.growth,
    idle: seen.idle,
    signal: seen.signal,
    gauges: gauges.evidence(),
    entriesPerCall: entriesPerCall(scenario),
    notMeasured: notMeasured(context),
  };
  return {
    scenario: scenario.name,
    configuration: configuration.name,
    contrast: configuration.contrast,
    target: { ...scenario.target, behaviour: { ...scenario.target.behaviour }, address: target.address },
    load: recordedLoad(scenario.load),
    settings: settingsOf(configuration),
    metrics: metricsOf(evidence, { ...seen, outside: outside.peaks() }),
    histograms: seen.histograms,
    series,
    evidence,
    expect: scenario.expect,
    file: fileFrom(process.cwd(), scenario.file),
  };
}

/** From the folder, with slashes, as a CI names files; null where there is none, or only on another drive. */
function fileFrom(folder: string, file: string): string | null {
  const relative = path.relative(folder, file);
  return path.isAbsolute(relative) || !existsSync(file) ? null : relative.replaceAll(path.sep, '/');
}

function notMeasured(context: CaseContext): string[] {
  const { outside, kernel, gauges, target, seen, subject } = context;
  const missing = [...seen.untried];
  const baseline = played(seen.phases, PHASES.baseline)?.snapshot;
  if (baseline?.outside.descriptors === null) {
    const reason = subject.pid === 0 ? whyUnable(context, 'exit') : 'there is no /proc here';
    missing.push(`descriptors, threads and memory: ${reason}`);
  } else if (loadTally(context) && outside.peaks().descriptors === null) {
    missing.push('the peaks of descriptors and memory: the load was over before anybody could look');
  }
  if (kernel.sampling() === null) missing.push("the kernel's count of connections: there is no /proc/net here");
  else if (target.socketPath !== null) {
    missing.push("the states of the client's ends: /proc/net/unix shows a path for the server's ends only");
  }
  return [...missing, ...gauges.evidence().flatMap((gauge) => silenceText(gauge) ?? [])];
}

export function settingsOf({ subject, price, ...promised }: Configuration): Settings {
  const { connectionLimit, idleLimit, idleMs, rotation, lifetimeMs, rateLimit, allow } = promised;
  return {
    subject: recordedNameOf(subject),
    connectionLimit,
    idleLimit,
    idleMs,
    rotation,
    ...(lifetimeMs !== null && { lifetimeMs }),
    ...(rateLimit && { rateLimit }),
    allow,
    price,
    options: isTransport(subject) ? subject.options : {},
  };
}
