import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Desk, openDesk, runHere } from './testing/run-here.ts';

const HOSTILE = '\u001b[2J\u001b]0;title\u0007\u009b31m\r\n\u2028\u202e\u001b[1;31mowned\u0000';
const STEERS = /[^\P{Cc}\n]|[\p{Bidi_Control}\u2028]/u;

const write = async ({ folder }: Desk, name: string, text: string) => {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
};

const MINIMAL = { name: 'small', target: { kind: 'http' }, configurations: { a: { transport: 'fetch' } } };

/** What a command says of it, and the file that it is given. */
const COMMANDS: [string, number, (desk: Desk) => Promise<string[]>][] = [
  [
    'a list of scenarios',
    0,
    async (desk) => [
      'scenario',
      await write(desk, 'a.json', JSON.stringify({ ...MINIMAL, about: HOSTILE, tags: [HOSTILE] })),
      '--list',
    ],
  ],
  ['the parser of JSON', 65, async (desk) => ['scenario', await write(desk, 'a.json', `{ "a": ${HOSTILE} }`)]],
  ['the parser of a record', 65, async (desk) => ['report', await write(desk, 'a.json', `${HOSTILE}[]`)]],
  [
    'the schema of a record',
    65,
    async (desk) => ['report', await write(desk, 'a.json', JSON.stringify({ schema: HOSTILE }))],
  ],
  [
    'the keys of a scenario',
    65,
    async (desk) => [
      'scenario',
      await write(
        desk,
        'a.json',
        JSON.stringify({ ...MINIMAL, [HOSTILE]: 1, configurations: { [HOSTILE]: { client: 3 } } }),
      ),
    ],
  ],
  [
    'an unknown configuration',
    64,
    async (desk) => ['scenario', await write(desk, 'a.json', JSON.stringify(MINIMAL)), '--config', HOSTILE],
  ],
  [
    'a file that throws',
    65,
    async (desk) => ['scenario', await write(desk, 'a.mjs', `throw new Error(${JSON.stringify(HOSTILE)})`)],
  ],
  [
    'its stack',
    65,
    async (desk) => [
      'scenario',
      await write(desk, 'b.mjs', `throw new Error(${JSON.stringify(HOSTILE)})`),
      '--verbose',
    ],
  ],
  ['a name', 64, async () => ['scenario', HOSTILE]],
  ['an option', 64, async () => ['scenario', `--${HOSTILE}`]],
  ['the argument of an option', 64, async () => ['scenario', '--connections', HOSTILE]],
  ['a fault', 64, async () => ['servers', '--fault', HOSTILE]],
  [
    'a line of a history',
    65,
    async (desk) => [
      'nightly',
      '--history',
      path.join(desk.folder, 'h'),
      '--import',
      await write(desk, 'h.ndjson', HOSTILE),
    ],
  ],
  [
    'source code and its path',
    1,
    async (desk) => [
      'audit',
      await write(
        desk,
        `x${HOSTILE.replaceAll('\u0000', '')}/a.mjs`,
        `import { Agent } from 'undici';\nnew Agent({ maxSockets: 5, "${HOSTILE.replaceAll(/[\r\n\u2028\0]/g, '')}": 1 });\n`,
      ),
    ],
  ],
];

describe('no text that came from elsewhere steers the terminal:', () => {
  it.each(COMMANDS)('%s', async (_, code, argsOf) => {
    await using desk = await openDesk();
    const { code: ended, stdout, stderr } = await runHere(...(await argsOf(desk)));
    expect(stdout + stderr).toMatch(/owned|not valid JSON/);
    expect(stdout + stderr).not.toMatch(STEERS);
    expect(ended).toBe(code);
  });
});
