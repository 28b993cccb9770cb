import type { AuditedTransport, AuditRecord, Setting, SettingName } from '../../record/audit.ts';
import { placeText } from './cells.ts';

/** The audit as other programs read it: a result for each pool with its status and details, and the status of all. */
export function auditJson(record: AuditRecord): string {
  const { status, transports, findings, ...rest } = record;
  const document = {
    ...rest,
    overall_status: status,
    results: transports.map((transport) => ({
      name: `${placeText(transport)} ${transport.constructedBy}`,
      status: transport.status,
      details: detailsOf(transport),
    })),
    findings,
  };
  return `${JSON.stringify(document, withoutInfinity)}\n`;
}

/** JSON has no Infinity: such a limit is none, such a time has no end. */
function withoutInfinity(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? 'unlimited' : value;
}

function detailsOf({ at, name, library, settings, made, effectiveness, remarks, id }: AuditedTransport) {
  const entries = Object.entries(settings).map(([setting, value]) => [setting, detailOf(value)]);
  return {
    id,
    file: at.file,
    lines: [at.line, at.endLine],
    name,
    library,
    settings: Object.fromEntries(entries) as Record<SettingName, unknown>,
    made,
    effectiveness,
    remarks,
  };
}

function detailOf(setting: Setting) {
  if (setting.how === 'computed') return { how: 'unknown', computed: setting.text, line: setting.at.line };
  return { how: setting.how, value: setting.value, ...(setting.how === 'set' && { line: setting.at.line }) };
}
