import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../audit/rules/index.ts';
import { openDesk, runHere } from './testing/run-here.ts';

const BAD = `import { Agent, request } from 'undici';
export async function get(url) {
  const { body } = await request(url, { dispatcher: new Agent({ connections: 5 }) });
  return body.text();
}`;

describe('npm run audit', () => {
  it('prints pools, findings and the verdict, and ends with 1 where there is an error', async () => {
    await using desk = await openDesk();
    writeFileSync(path.join(desk.folder, 'bad.mjs'), BAD);
    const { code, stdout } = await runHere('audit', desk.folder);
    expect(stdout).toMatch(/bad\.mjs:3:\d+ {2}error {2}transport-per-request\n/);
    expect(stdout).toMatch(/✗ Failed: 1 error, .*\n$/);
    expect(code).toBe(1);
  });

  it('ends with 0 where only advice is given, and with 2 where what matters is not known', async () => {
    await using desk = await openDesk();
    const file = path.join(desk.folder, 'a.mjs');
    writeFileSync(file, "import { Agent } from 'undici';\nexport const agent = new Agent();");
    expect((await runHere('audit', file)).code).toBe(0);
    writeFileSync(file, "import { Agent } from 'undici';\nexport const make = (options) => new Agent(options);");
    expect((await runHere('audit', file)).code).toBe(2);
  });

  it('judges idle connections by the patience of the server, where it is told', async () => {
    await using desk = await openDesk();
    const file = path.join(desk.folder, 'a.mjs');
    writeFileSync(
      file,
      "import { Agent } from 'undici';\nexport const agent = new Agent({ connections: 5, keepAliveTimeout: 60_000 });",
    );
    expect((await runHere('audit', file)).stdout).not.toContain('idle-longer-than-server');
    expect((await runHere('audit', file, '--server-idle', '5s')).stdout).toContain('idle-longer-than-server');
  });

  it.each([
    [[], 64, /No path is named whose code is to be read\.\nName files or folders/],
    [['/no/such/path'], 65, /There is no file or folder \/no\/such\/path\.\n/],
    [['--explain', 'no-limitt'], 64, /There is no rule 'no-limitt'\.\nDid you mean 'no-limit'\?/],
    [['x', '--server-idle', '5'], 64, /Expected a duration with its unit/],
    [['x', '--report', 'sarf'], 64, /Did you mean 'sarif'\?/],
  ])('refuses %j in a sentence', async (flags, expected, message) => {
    const { code, stdout, stderr } = await runHere('audit', ...flags);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([expected, '']);
  });

  it('says where there is nothing to read', async () => {
    await using desk = await openDesk();
    const { code, stderr } = await runHere('audit', desk.folder);
    expect([code, stderr]).toEqual([65, expect.stringMatching(/^No source file lies below .*\.\nRead are \.js, /)]);
  });

  it('lists the rules, and tells one whole', async () => {
    const list = await runHere('audit', '--rules');
    for (const { id } of RULES) expect(list.stdout).toContain(id);
    const { stdout, code } = await runHere('audit', '--explain', 'unread-body');
    expect(stdout).toMatch(
      /^unread-body {2}error\n.*\n\nUnder load: [\s\S]*\n\nHow to mend it: [\s\S]*Bad \(javascript\):[\s\S]*Good \(javascript\):/,
    );
    expect(code).toBe(0);
  });
});
