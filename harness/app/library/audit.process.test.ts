import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { audit } from '../../index.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-audited-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = path.join(folder, 'client.js');
await writeFile(
  file,
  `import { Agent, request } from 'undici';
const pool = new Agent({ connections: 50, keepAliveTimeout: 10_000 });
export async function send(url) {
  const { body } = await request(url, { dispatcher: pool });
  await body.dump();
}
`,
);

it('returns what the code sets and what is wrong with it, and says nothing', async () => {
  using stdout = vi.spyOn(process.stdout, 'write');
  const record = await audit({ paths: folder, serverIdle: '5s' });
  expect(stdout.mock.calls).toEqual([]);
  expect(record).toMatchObject({ schema: 'poolproof/audit@1', serverIdleMs: 5_000, files: { found: 1, read: 1 } });
  expect(record.transports).toMatchObject([
    { constructedBy: 'undici.Agent', settings: { limit: { how: 'set', value: 50 } }, at: { line: 2 } },
  ]);
  expect(record.findings.map(({ rule }) => rule)).toContain('idle-longer-than-server');
  const patient = await audit({ paths: [file], serverIdle: '60s' });
  expect(patient.findings.map(({ rule }) => rule)).not.toContain('idle-longer-than-server');
});

it.each([
  [{ paths: path.join(folder, 'nowhere') }, 'NO_SUCH_PATH'],
  [{ paths: folder, serverIdle: '5' as '5s' }, 'MISUSED'],
])('%j is refused with what to do instead', async (options, code) => {
  await expect(audit(options)).rejects.toMatchObject({ code });
});
