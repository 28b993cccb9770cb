import type { AuditedTransport, Effectiveness, Finding } from '../record/audit.ts';
import type { Transport } from './facts/facts.ts';
import { isChurning, known, limitOf } from './facts/settings.ts';

/** A transport as a row of the table, with what its settings are worth. */
export function rowOf(transport: Transport, findings: readonly Finding[]): AuditedTransport {
  const { id, language, library, constructedBy, at, name, settings, made } = transport;
  const own = findings.filter((finding) => finding.transport === id);
  const effectiveness = effectivenessOf(transport);
  return {
    id,
    language,
    library,
    constructedBy,
    at,
    name,
    settings,
    made,
    effectiveness,
    status: statusOf(own, effectiveness),
    remarks: remarksOn(transport),
  };
}

function statusOf(own: readonly Finding[], effectiveness: Effectiveness): AuditedTransport['status'] {
  if (own.some(({ severity }) => severity === 'error')) return 'fail';
  return effectiveness === 'unknown' ? 'inconclusive' : 'pass';
}

/**
 * 'high': a limit, connections that are kept, and one pool. 'none': nothing is limited or nothing is kept.
 * 'partial': in between.
 */
function effectivenessOf({ settings, made }: Transport): Effectiveness {
  const limit = limitOf(settings);
  const keeps = keepsConnections(settings);
  if (made.how === 'per-request' || (limit === Number.POSITIVE_INFINITY && keeps === false)) return 'none';
  if (limit === undefined || keeps === undefined) return 'unknown';
  if (limit === Number.POSITIVE_INFINITY || !keeps || made.how !== 'once') return 'partial';
  const idleLimit = known(settings.idleLimit);
  return idleLimit !== undefined && isChurning(idleLimit, limit) ? 'partial' : 'high';
}

function keepsConnections({ keepAlive, idleLimit }: Transport['settings']): boolean | undefined {
  if (known(idleLimit) === 0) return false;
  return keepAlive === undefined ? true : known(keepAlive);
}

function remarksOn({ settings, made }: Transport): string[] {
  const limit = limitOf(settings);
  const remarks: string[] = [];
  if (made.how === 'per-request') remarks.push('a new pool for each request: no limit holds');
  if (made.how === 'in-loop' || made.how === 'per-client') {
    const times = made.times === null ? 'N' : String(made.times);
    const each = limit === undefined ? 'its limit' : Number.isFinite(limit) ? String(limit) : 'no limit';
    remarks.push(`limit is per client: ${times} x ${each}`);
  }
  if (settings.limit?.how === 'computed') remarks.push(`limit is computed: ${settings.limit.text}`);
  if (settings.keepAlive?.how === 'computed') remarks.push(`keep-alive is computed: ${settings.keepAlive.text}`);
  return remarks;
}
