import { formatCount } from '../../core/units.ts';
import type { AuditRecord } from '../../record/audit.ts';

/** 'Passed: …', as the last line and the title. */
export function auditHeadline({ status, findings, transports, unknown, files }: AuditRecord): string {
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const counts = [
    formatCount(of('error'), 'error'),
    formatCount(of('warning'), 'warning'),
    formatCount(of('note'), 'note'),
  ];
  const seen = `${formatCount(transports.length, 'pool')} in ${formatCount(files.read, 'file')}`;
  if (status === 'fail') return `Failed: ${counts.join(', ')}; ${seen}.`;
  if (status === 'pass') return `Passed: ${counts.join(', ')}; ${seen}.`;
  return `Inconclusive: of ${formatCount(unknown.length, 'pool')} only the running program knows the settings; ${counts.join(', ')}; ${seen}.`;
}
