import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { normalizeScenario } from '../../scenario/normalize.ts';
import { type Child, ChildSilent } from '../child.ts';
import type { SubjectHandlers } from '../subject-main.ts';
import { openWorkplace } from '../workplace.ts';
import { checkClients } from './check-clients.ts';
import { startClient } from './start-client.ts';
import { startSubject } from './start-subject.ts';

const NEVER_MADE: readonly [string, string, RegExp][] = [
  [
    'an import that throws',
    'const one = 1;\nthrow new Error("no " + one);\n',
    /could not be loaded: no 1 \(thrown at .*client\.mjs:2:7\)$/,
  ],
  [
    'a syntax error',
    'const one = 1;\nconst two = ;\n',
    /could not be loaded: Unexpected token ';' \(in line 2, column 13\)$/,
  ],
  [
    'a package that is not there',
    "import 'no-such-package';\n",
    /could not be loaded: Cannot find package 'no-such-package'/,
  ],
  ['no createClient', 'export const a = 1;\n', /does not export a function 'createClient'$/],
  [
    'a createClient that throws',
    "export const createClient = () => {\n  throw new Error('no pool');\n};\n",
    /createClient threw no pool \(thrown at .*client\.mjs:2:9\)$/,
  ],
  [
    'a process that ends meanwhile',
    "console.log('the last words');\nprocess.exit(3);\n",
    /made no client: its process ended meanwhile, exit code 3; its last words: the last words$/,
  ],
];

it.each(NEVER_MADE)('%s is reported with its place', async (_, text, message) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-client-'));
  try {
    await writeFile(path.join(folder, 'client.mjs'), text);
    await using workplace = await openWorkplace();
    const [own] = scenarioIn(folder).configurations;
    if (!own) throw new Error('there is no client');
    await using subject = startSubject(own, workplace);
    const options = { origin: 'http://127.0.0.1:1', connections: 1 };
    await expect(subject.start({ options })).rejects.toMatchObject({
      code: 'CLIENT_UNUSABLE',
      message: expect.stringMatching(message),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('a file that is missing is named, and nothing else, before anything is measured', async () => {
  await using workplace = await openWorkplace();
  await expect(checkClients(scenarioIn('/nowhere'), workplace)).rejects.toMatchObject({
    exitCode: 65,
    message: '/nowhere/client.mjs is not there',
  });
});

it('a client whose event loop is blocked while it is made is no client, and has no verdict', async () => {
  const blocked = {
    calls: { prepare: () => Promise.reject(new ChildSilent('NO_ANSWER', 'prepare: no answer')) },
  } as unknown as Child<SubjectHandlers>;
  const spec = { kind: 'module', file: '/a/client.mjs' } as const;
  await expect(startClient(blocked, spec, { options: { origin: '', connections: 1 } })).rejects.toMatchObject({
    code: 'CLIENT_UNUSABLE',
    message: '/a/client.mjs made no client: its event loop is blocked while it is loaded or made',
  });
});

function scenarioIn(folder: string) {
  return normalizeScenario(
    { name: 'own', target: { kind: 'http' }, configurations: { own: { client: './client.mjs', connections: 1 } } },
    path.join(folder, 'own.json'),
  );
}
