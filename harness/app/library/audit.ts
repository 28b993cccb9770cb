import { audit as auditPaths } from '../../audit/audit.ts';
import type { AuditRecord } from '../../record/audit.ts';
import { durationMs } from './duration-ms.ts';
import type { AuditOptions } from './types.ts';

export async function audit({ paths, include = [], serverIdle }: AuditOptions): Promise<AuditRecord> {
  const named = typeof paths === 'string' ? [paths] : paths;
  return auditPaths(named, { include, serverIdleMs: durationMs('serverIdle', serverIdle) ?? null });
}
