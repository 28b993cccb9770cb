import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { AuditRecord, Finding, Place, RuleAbout } from '../../record/audit.ts';

/** The findings in the format that code hosts read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function auditSarif({ findings, rules, skipped }: AuditRecord): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'poolproof', rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, rules)),
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: skipped.map(({ file, reason }) => ({
              level: 'note',
              message: { text: `${file} was not read: ${reason}.` },
            })),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ id, severity, title, goesWrong, mend }: RuleAbout) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: goesWrong },
    help: { text: mend },
    defaultConfiguration: { level: severity },
  };
}

function resultOf({ rule, severity, message, advice, at }: Finding, rules: readonly RuleAbout[]) {
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: `${message} ${advice}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(at.file) }, region: regionOf(at) } }],
    partialFingerprints: {
      'rulePlace/v1': createHash('sha256').update(`${rule}\n${at.file}\n${message}`).digest('hex'),
    },
  };
}

function regionOf({ line, column, endLine, endColumn }: Place) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Relative paths stay so, for a reader who has the repository. */
function uriOf(file: string): string {
  if (file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file)) return pathToFileURL(file).href;
  return file.split('\\').join('/').split('/').map(encodeURIComponent).join('/');
}
