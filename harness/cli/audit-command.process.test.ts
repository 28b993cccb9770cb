import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenarioFile } from '../scenario/load-file.ts';
import { openDesk, runHere } from './testing/run-here.ts';

const BAD = `import { Agent, request } from 'undici';
export async function get(url) {
  const { body } = await request(url, { dispatcher: new Agent({ connections: 5 }) });
  return body.text();
}`;

describe('what npm run audit writes', () => {
  it('prints JSON alone, and writes the reports that are asked for', async () => {
    await using desk = await openDesk();
    writeFileSync(path.join(desk.folder, 'bad.mjs'), BAD);
    const flags = ['--report', 'sarif', '--report', `html=${desk.folder}/page.html`, '--out', desk.out];
    const { code, stdout } = await runHere('audit', desk.folder, '--json', ...flags);
    expect(JSON.parse(stdout)).toMatchObject({ overall_status: 'fail', results: [{ status: 'fail' }] });
    expect(JSON.parse(readFileSync(path.join(desk.out, 'audit.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(path.join(desk.folder, 'page.html'), 'utf8')).toContain('transport-per-request');
    expect(code).toBe(1);
  });

  it('writes a scenario for each pool, with its very settings', async () => {
    await using desk = await openDesk();
    writeFileSync(
      path.join(desk.folder, 'a.mjs'),
      "import { Agent } from 'node:http';\nexport const agent = new Agent({ maxSockets: 5, keepAlive: true, timeout: 4_000 });",
    );
    await runHere('audit', desk.folder, '--scenario', desk.out);
    const scenario = await loadScenarioFile(path.join(desk.out, 'a-mjs-2.json'));
    expect(scenario.configurations).toMatchObject([
      {
        name: 'as-written',
        subject: { transport: 'http-agent', options: { maxSockets: 5, keepAlive: true, timeout: 4_000 } },
      },
    ]);
  });
});
