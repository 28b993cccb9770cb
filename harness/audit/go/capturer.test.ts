import path from 'node:path';
import { expect, it } from 'vitest';
import type { AuditedTransport, Setting, SettingName } from '../../record/audit.ts';
import { auditJson } from '../../report/audit/json.ts';
import { audit } from '../audit.ts';

// Files written after what a real log capturer looks like: two transports with eight settings each, one that takes all
// from a configuration, and what its authors did not see.

const CAPTURER = path.join(import.meta.dirname, 'testing', 'capturer');
const record = await audit([CAPTURER], { include: [], serverIdleMs: null });

const transportIn = (file: string): AuditedTransport => {
  const found = record.transports.find(({ at }) => at.file.endsWith(file));
  if (!found) throw new Error(`no transport was found in ${file}`);
  return found;
};
const sayOf = ({ settings }: AuditedTransport, name: SettingName): unknown => {
  const setting: Setting | undefined = settings[name];
  return setting?.how === 'computed' ? `computed: ${setting.text}` : setting?.value;
};
const rulesOf = (file: string) => record.findings.filter(({ at }) => at.file.endsWith(file)).map(({ rule }) => rule);

it.each(['sinks/loki.go', 'dockerpool/pool.go'])('reads all eight settings of the literal in %s', (file) => {
  const transport = transportIn(file);
  const names = [
    'limit',
    'idleLimit',
    'idleLimitTotal',
    'idleMs',
    'keepAlive',
    'tlsHandshakeTimeoutMs',
    'expectContinueTimeoutMs',
    'headersTimeoutMs',
  ] as const;
  expect(names.map((name) => sayOf(transport, name))).toEqual([
    50,
    10,
    100,
    90_000,
    true,
    10_000,
    1_000,
    'computed: timeout',
  ]);
});

it('says that the first one does what its configuration says', () => {
  expect(transportIn('sinks/loki.go')).toMatchObject({ effectiveness: 'high', made: { how: 'once' } });
  expect(rulesOf('sinks/loki.go')).toEqual([]);
});

it('sees that the second one is made for each client of a pool', () => {
  const { made, remarks } = transportIn('dockerpool/pool.go');
  expect(made).toMatchObject({ how: 'per-client', text: 'for i := 0; i < size; i++', times: null });
  expect(remarks).toContain('limit is per client: N x 50');
});

it('follows the fields of a configuration to the function with its defaults, in another file', () => {
  const { settings } = transportIn('sinks/elastic.go');
  expect(settings.limit).toMatchObject({ how: 'set', value: 40, fallback: true });
  expect(settings.limit).toMatchObject({ at: { file: expect.stringMatching(/config\.go$/), line: 16 } });
  expect(settings.idleMs).toMatchObject({ how: 'set', value: 60_000 });
  expect(settings.overallTimeoutMs).toMatchObject({ how: 'set', value: 20_000 });
});

it.each([
  { file: 'dockerpool/pool.go', rules: ['transport-in-loop', 'unix-dialer-lost'] },
  { file: 'dockerpool/interim.go', rules: ['keep-alive-off'] },
  { file: 'sinks/splunk.go', rules: ['no-limit'] },
  { file: 'sinks/webhook.go', rules: ['no-limit'] },
  { file: 'api/health.go', rules: ['no-timeout'] },
])('finds in $file what its authors did not see: $rules', ({ file, rules }) => {
  expect(rulesOf(file)).toEqual(rules);
});

it('comes out in the shape of the diagnostic: a result for each transport with its status and details', () => {
  const { overall_status, results } = JSON.parse(auditJson(record)) as {
    overall_status: string;
    results: { name: string; status: string; details: { settings: Record<string, unknown>; effectiveness: string } }[];
  };
  expect(overall_status).toBe('fail');
  const loki = results.find(({ name }) => name.includes('loki.go'));
  expect(loki).toMatchObject({ status: 'pass', details: { effectiveness: 'high' } });
  expect(loki?.details.settings).toMatchObject({
    limit: { how: 'set', value: 50 },
    headersTimeoutMs: { how: 'unknown', computed: 'timeout' },
  });
});
