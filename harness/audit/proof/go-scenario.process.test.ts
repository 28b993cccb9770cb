import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { writeWhole } from '../../record/write.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { audit } from '../audit.ts';
import { scenariosOf } from './scenario-of.ts';

const CAPTURER = path.join(import.meta.dirname, '..', 'go', 'testing', 'capturer');
const folder = mkdtempSync(path.join(tmpdir(), 'poolproof-go-scenario-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasGo = await promisify(execFile)('go', ['version']).then(
  () => true,
  () => false,
);

async function write(file: string) {
  const record = await audit([path.join(CAPTURER, file)], { include: [], serverIdleMs: null });
  const written = scenariosOf(record);
  for (const one of written) await writeWhole(path.join(folder, one.file), one.text);
  return written;
}

it('a transport that was read is promised in its scenario as it stands in the code', async () => {
  const [scenario, program] = await write('sinks/loki.go');
  const loaded = await loadScenarioFile(path.join(folder, scenario?.file ?? ''));
  expect(loaded.load).toMatchObject({ concurrency: 100 });
  expect(loaded.configurations).toMatchObject([
    { name: 'as-written', connectionLimit: 50, idleLimit: 10, idleMs: 90_000, subject: { kind: 'program' } },
  ]);
  expect(program?.text).toContain('IdleConnTimeout:       90 * time.Second,');
  expect(program?.text).not.toContain('ResponseHeaderTimeout');
});

it.skipIf(!hasGo)('its program builds and is formatted as Go wants it', async () => {
  for (const file of ['sinks/loki.go', 'dockerpool/interim.go', 'sinks/webhook.go']) {
    const [scenario] = await write(file);
    const { prepare } = await loadScenarioFile(path.join(folder, scenario?.file ?? ''));
    expect(await prepare?.()).toBe(undefined);
  }
  expect(await promisify(execFile)('gofmt', ['-l', folder])).toMatchObject({ stdout: '' });
});
