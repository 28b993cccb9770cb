import type { AuditedTransport, AuditRecord, Finding } from '../record/audit.ts';

/** An error fails; what matters and is not known leaves it open; warnings and notes are advice. */
export function statusOf(findings: readonly Finding[], transports: readonly AuditedTransport[]): AuditRecord['status'] {
  if (findings.some(({ severity }) => severity === 'error')) return 'fail';
  return transports.some(({ status }) => status === 'inconclusive') ? 'inconclusive' : 'pass';
}

/** What matters and could not be known, a sentence for each transport. */
export function unknownIn(transports: readonly AuditedTransport[]): string[] {
  return transports
    .filter(({ status }) => status === 'inconclusive')
    .map(({ at, constructedBy, remarks }) => `${at.file}:${at.line}: ${constructedBy}: ${remarks.join('; ')}`);
}
