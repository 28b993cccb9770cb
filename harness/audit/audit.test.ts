import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { audit } from './audit.ts';

const root = mkdtempSync(path.join(tmpdir(), 'poolproof-audit-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Writes files into a folder of their own, and says where. */
function folderOf(name: string, files: Record<string, string | Buffer>): string {
  const folder = path.join(root, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const auditOf = (folder: string, include: string[] = []) => audit([folder], { include, serverIdleMs: null });
const AGENT = "import { Agent } from 'undici';\nexport const agent = new Agent();\n";

describe('the settings of a pool', () => {
  it.each([
    ['a literal', 'new Agent({ connections: 50 })'],
    ['a constant', 'const LIMIT = 5 * 10;\nnew Agent({ connections: LIMIT })'],
    ['a constant of another file', "import { LIMITS } from './limits.js';\nnew Agent({ connections: LIMITS.perHost })"],
    ['a re-export', "import { most } from './index.js';\nnew Agent({ connections: most })"],
    ['a spread', 'const base = { connections: 50 };\nnew Agent({ ...base, keepAliveTimeout: 1_000 })'],
    ['Object.assign', 'new Agent(Object.assign({}, { connections: 5 }, { connections: 50 }))'],
    [
      'the only call of a function',
      'const make = (connections) => new Agent({ connections });\nexport const a = make(50);',
    ],
  ])('are followed through %s', async (name, code) => {
    const folder = folderOf(`settings-${name}`, {
      'a.mjs': `import { Agent } from 'undici';\n${code}`,
      'limits.ts': 'export const LIMITS = Object.freeze({ perHost: 50 } as const);',
      'index.ts':
        "export { LIMITS as all } from './limits.js';\nimport { LIMITS } from './limits.js';\nexport const most = LIMITS.perHost;",
    });
    const { transports } = await auditOf(folder);
    expect(transports.map(({ settings }) => settings.limit)).toMatchObject([{ how: 'set', value: 50 }]);
  });

  it('are said nothing of where the code does not and versions of the library differ', async () => {
    const silent = await auditOf(folderOf('silent', { 'a.mjs': AGENT }));
    expect(silent.transports[0]?.settings).toMatchObject({ keepAlive: { how: 'default' } });
    expect(silent.transports[0]?.settings).not.toHaveProperty('http2');
    const said = folderOf('said', { 'a.mjs': AGENT.replace('()', '({ allowH2: true })') });
    expect((await auditOf(said)).transports[0]?.settings.http2).toMatchObject({ how: 'set', value: true });
  });

  it.each([
    ['the default of a parameter', 'export const make = ({ connections = 50 } = {}) => new Agent({ connections })'],
    ['a spread over defaults', 'export const make = (options) => new Agent({ connections: 50, ...options })'],
    ['a fallback', 'export const make = (options) => new Agent({ connections: options.limit ?? 50 })'],
  ])('hold where a caller says nothing else: %s', async (name, code) => {
    const { transports } = await auditOf(
      folderOf(`fallback-${name}`, { 'a.mjs': `import { Agent } from 'undici';\n${code}` }),
    );
    expect(transports[0]?.settings.limit).toMatchObject({ how: 'set', value: 50, fallback: true });
  });

  it.each([
    ['process.env', 'new Agent({ connections: process.env.LIMIT })'],
    ['a parameter', 'export const make = (connections) => new Agent({ connections })'],
    ['a variable that changes', 'let n = 5;\nn = 6;\nnew Agent({ connections: n })'],
  ])('are unknown where only the running program knows them: %s', async (name, code) => {
    const record = await auditOf(folderOf(`unknown-${name}`, { 'a.mjs': `import { Agent } from 'undici';\n${code}` }));
    expect(record.transports[0]?.settings.limit).toMatchObject({ how: 'computed' });
    expect(record.status).toBe('inconclusive');
    expect(record.unknown).toHaveLength(1);
  });

  it.each([
    ['an alias', "import { Agent as A } from 'undici';\nnew A({ connections: 50 })"],
    ['a namespace', "import * as u from 'undici';\nnew u.Agent({ connections: 50 })"],
    ['CommonJS', "const { Agent } = require('undici');\nnew Agent({ connections: 50 })"],
    [
      'what compilers make of it',
      "const undici_1 = require('undici');\n(0, console.log)(new undici_1.Agent({ connections: 50 }))",
    ],
    [
      'a class that extends it',
      "import { Agent } from 'undici';\nclass Own extends Agent {}\nnew Own({ connections: 50 })",
    ],
    ['a dynamic import', "const { Agent } = await import('undici');\nnew Agent({ connections: 50 })"],
  ])('are found through %s', async (name, code) => {
    const { transports } = await auditOf(folderOf(`import-${name}`, { 'a.js': code }));
    expect(transports.map(({ constructedBy }) => constructedBy)).toEqual(['undici.Agent']);
    expect(transports[0]?.settings.limit).toMatchObject({ how: 'set', value: 50 });
  });

  it('are read from TypeScript and JSX', async () => {
    const folder = folderOf('languages', {
      'a.ts': "import { Agent } from 'undici';\nexport const agent: Agent = new Agent({ connections: 50 as number });",
      'b.tsx':
        "import { Agent } from 'undici';\nconst agent = new Agent({ connections: 50 });\nexport const View = () => <b>{agent!.closed}</b>;",
    });
    const { transports } = await auditOf(folder);
    expect(transports.map(({ settings }) => settings.limit)).toMatchObject([{ value: 50 }, { value: 50 }]);
  });
});

describe('what is read', () => {
  it('leaves out node_modules, vendor and what .gitignore names, unless it is included', async () => {
    const folder = folderOf('ignored', {
      '.gitignore': 'dist/\n*.gen.js\n!kept.gen.js\n',
      'src/a.js': AGENT,
      'src/b.gen.js': AGENT,
      'src/kept.gen.js': AGENT,
      'dist/c.js': AGENT,
      'node_modules/d/index.js': AGENT,
      'vendor/e.js': AGENT,
    });
    const files = async (include: string[] = []) => {
      const { transports } = await auditOf(folder, include);
      return transports.map(({ at }) => path.relative(folder, at.file).split(path.sep).join('/'));
    };
    expect(await files()).toEqual(['src/a.js', 'src/kept.gen.js']);
    expect(await files(['dist/c.js', 'node_modules/d/'])).toEqual([
      'dist/c.js',
      'node_modules/d/index.js',
      'src/a.js',
      'src/kept.gen.js',
    ]);
  });

  it('is a path within node_modules that was asked for', async () => {
    const folder = folderOf('inside', { '.gitignore': 'node_modules\n', 'node_modules/d/index.js': AGENT });
    expect((await auditOf(path.join(folder, 'node_modules', 'd'))).transports).toHaveLength(1);
  });

  it('survives links in a circle, huge, binary and broken files, and names those that it skipped', async () => {
    const folder = folderOf('hostile', {
      'a.js': AGENT,
      'huge.js': Buffer.alloc(50 * 1024 * 1024, 'fetch(1);\n'),
      'binary.js': Buffer.from("require('undici')\0\0\u0001"),
      'latin1.js': Buffer.from("require('undici'); // é", 'latin1'),
      'broken.js': "import { Agent } from 'undici'; new Agent({",
      'deep.js': `fetch(${'['.repeat(100_000)}${']'.repeat(100_000)})`,
      'chain.js': `fetch(1)${'.then()'.repeat(10_000)}`,
      'sum.js': `fetch(1${' + 1'.repeat(10_000)})`,
      'itself.js': `let o = { a: 1 };\nfor (const x of y) o = { ...o, x };\n${'o = { ...o, b: 2 };\n'.repeat(30)}fetch(u, o);\nlet p;\np = { ...p };\nfetch(u, p);`,
      'else.js': `fetch(1);\n${'if (a) {\n} else '.repeat(30_000)}{}`,
    });
    symlinkSync(folder, path.join(folder, 'circle'));
    symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'dangling.js'));
    const { transports, skipped } = await auditOf(folder);
    expect(transports.filter(({ constructedBy }) => constructedBy === 'undici.Agent')).toHaveLength(1);
    const reasons = Object.fromEntries(skipped.map(({ file, reason }) => [path.basename(file), reason]));
    expect(reasons).toMatchObject({
      'huge.js': 'it is larger than 512 KiB',
      'binary.js': 'it is binary',
      'latin1.js': 'it is not UTF-8',
      'deep.js': 'it is nested too deeply',
      'else.js': 'it is nested too deeply',
    });
    expect(reasons['broken.js']).toMatch(/^it is no valid code: /);
    expect(Object.keys(reasons)).toHaveLength(6);
  });

  it('is never run', async () => {
    const mark = path.join(root, 'was-run');
    const folder = folderOf('runs', {
      'a.cjs': `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');\nfetch('x');`,
    });
    await auditOf(folder);
    await expect(auditOf(mark)).rejects.toThrow('There is no file or folder');
  });
});

describe('a comment', () => {
  it.each([
    ['on the line above', '// poolproof-ignore no-limit: behind a limiter\nexport const agent = new Agent();'],
    ['at the end of the line', 'export const agent = new Agent(); // poolproof-ignore no-limit: behind a limiter'],
    ['that names no rule', '/* poolproof-ignore: behind a limiter */\nexport const agent = new Agent();'],
  ])('lets a finding stand: %s', async (name, code) => {
    const folder = folderOf(`let-${name}`, { 'a.mjs': `import { Agent } from 'undici';\n${code}` });
    expect((await auditOf(folder)).findings).toEqual([]);
  });

  it('lets no finding of another rule stand', async () => {
    const code = '// poolproof-ignore no-timeout: it is fine\nexport const agent = new Agent();';
    const { findings } = await auditOf(folderOf('let-other', { 'a.mjs': `import { Agent } from 'undici';\n${code}` }));
    expect(findings.map(({ rule }) => rule)).toEqual(['no-limit']);
  });
});

it.each([
  ['gives it to commander', 'program.command("deploy").action(deploy);', 'pass'],
  ['calls it in an action', 'program.command("deploy").action(async (options) => { await deploy(options); });', 'pass'],
  ['calls it for each message', 'bot.action("deploy", async (options) => { await deploy(options); });', 'fail'],
])('knows a function that runs once by a file that %s', async (name, code, expected) => {
  const folder = folderOf(`command-${name}`, {
    'cli.js': `import { program } from 'commander';\nimport { deploy } from './deploy.js';\n${code}`,
    'deploy.js':
      "import { Agent, request } from 'undici';\nexport async function deploy({ url }) {\n" +
      '  const dispatcher = new Agent({ connections: 5 });\n' +
      '  await (await request(url, { dispatcher })).body.dump();\n}',
  });
  expect((await auditOf(folder)).status).toBe(expected);
});

it.each([
  [
    'whose address only a bundler knows',
    'export const BASE = import.meta.env.DEV ? "http://127.0.0.1:1" : "";',
    'pass',
  ],
  ['whose address Node knows', 'export const BASE = "http://127.0.0.1:1";', 'fail'],
  ['that is told so', '// import.meta.env is not read here\nexport const BASE = "http://127.0.0.1:1";', 'fail'],
])('takes a request for one of Node unless it is one %s', async (name, config, expected) => {
  const folder = folderOf(`bundle-${name}`, {
    'lib/config.ts': config,
    'api.ts':
      "import { BASE } from './lib/config';\nexport const out = async () => (await fetch(BASE + '/api/signout', { method: 'POST' })).ok;",
  });
  expect((await auditOf(folder)).status).toBe(expected);
});

it.each([
  ...['test', 'e2e', 'system-test', 'integration-tests', 'e2e-tests', 'packages/a/test'],
  ...['benchmarks', 'bench', 'cypress', 'testutil', 'src/test-helpers', 'fixtures', 'testdata', 'testing'],
])('is milder with tests and benchmarks, which are under no load: %s/', async (place) => {
  const { findings, status } = await auditOf(
    folderOf(`mild-${place.replace('/', '-')}`, {
      [`${place}/a.js`]:
        "const { request } = require('undici');\nexports.go = async () => { await request('http://x'); };",
    }),
  );
  expect([findings.map(({ severity }) => severity), status]).toEqual([['note'], 'pass']);
});

it.each(['test.js', 'test-helper.js', 'src/testUtils.js', 'src/spec_helper.js', 'a.test.js'])(
  'is milder with the helpers of tests: %s',
  async (name) => {
    const folder = folderOf(`helper-${name.replace('/', '-')}`, {
      [name]: "const { request } = require('undici');\nexports.go = async () => { await request('http://x'); };",
    });
    expect((await auditOf(folder)).status).toBe('pass');
  },
);

it.each(['latest', 'contests', 'attestation', 'src/e2e.helper', 'benchmarking', 'testament'])(
  'is not milder with what only sounds so: %s/',
  async (place) => {
    const folder = folderOf(`not-mild-${place.replace('/', '-')}`, {
      [`${place}/a.js`]:
        "const { request } = require('undici');\nexports.go = async () => { await request('http://x'); };",
    });
    expect((await auditOf(folder)).status).toBe('fail');
  },
);
