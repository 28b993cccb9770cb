import type { AuditRecord, Place } from '../audit.ts';

const at = (file: string, line: number, column = 1): Place => ({
  file,
  line,
  column,
  endLine: line,
  endColumn: column + 2,
});

/** An audit of two pools: one that is set well but for an option that is none, and one whose limit is not known. */
export function makeAudit(): AuditRecord {
  return structuredClone<AuditRecord>({
    schema: 'poolproof/audit@1',
    startedAt: '2026-01-05T10:00:00.000Z',
    finishedAt: '2026-01-05T10:00:01.000Z',
    status: 'fail',
    paths: ['src'],
    serverIdleMs: null,
    files: { found: 3, read: 2 },
    transports: [
      {
        id: 'src/agent.ts:5:15',
        language: 'javascript',
        library: 'undici',
        constructedBy: 'undici.Agent',
        at: { ...at('src/agent.ts', 5, 15), endLine: 9 },
        name: 'agent',
        settings: {
          limit: { how: 'set', value: 50, at: at('src/agent.ts', 6) },
          idleMs: { how: 'default', value: 4_000 },
          keepAlive: { how: 'default', value: true },
          http2: { how: 'default', value: false },
          headersTimeoutMs: { how: 'default', value: 300_000 },
        },
        made: { how: 'once' },
        effectiveness: 'high',
        status: 'pass',
        remarks: [],
      },
      {
        id: 'src/logs.ts:12:1',
        language: 'javascript',
        library: 'node:http',
        constructedBy: 'http.Agent',
        at: at('src/logs.ts', 12),
        name: null,
        settings: {
          limit: { how: 'computed', at: at('src/logs.ts', 12), text: 'options.limit' },
          idleLimit: { how: 'default', value: 256 },
          idleMs: { how: 'default', value: Number.POSITIVE_INFINITY },
          keepAlive: { how: 'set', value: true, at: at('src/logs.ts', 12) },
        },
        made: { how: 'once' },
        effectiveness: 'unknown',
        status: 'inconclusive',
        remarks: ['limit is computed: options.limit'],
      },
    ],
    findings: [
      {
        rule: 'unknown-option',
        severity: 'error',
        language: 'javascript',
        at: at('src/agent.ts', 7, 3),
        excerpt: { text: '  maxFreeSockets: 10,', markFrom: 2, markLength: 14 },
        message: "undici.Agent does not know the option 'maxFreeSockets' and ignores it.",
        advice: 'Here it is keepAliveTimeout.',
        transport: 'src/agent.ts:5:15',
      },
    ],
    rules: [
      {
        id: 'unknown-option',
        severity: 'error',
        title: 'An option that the library does not know',
        goesWrong: 'The library ignores it.',
        mend: 'Write it by the name that this library has for it.',
      },
    ],
    skipped: [{ file: 'src/huge.js', reason: 'it is larger than 512 KiB' }],
    unknown: ['src/logs.ts:12: http.Agent: limit is computed: options.limit'],
  });
}
