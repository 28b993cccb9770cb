import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_NAMES, judgeCase } from '../checks/judge.ts';
import { readExpected } from './expected-pairs.ts';
import { namesOf, objectionsTo } from './judged.ts';
import { neutralText, readRecorded, recordingFile } from './recorded-pair.ts';

const PAIRS = path.join(import.meta.dirname, 'pairs');
const PLAYS = (await readExpected(PAIRS)) ?? [];
const fileOf = (pair: string, socket: 'tcp' | 'unix') => recordingFile(path.join(PAIRS, pair), socket);

// Played once by `npm run zoo -- harness/testing/pairs --record`, judged by the rules of today.
describe('what was recorded of a pair', () => {
  it.each(PLAYS)('$pair on $socket: the broken one fails $fails, the healthy one fails nothing', async (play) => {
    const { bad, good } = await readRecorded(fileOf(play.pair, play.socket));
    expect(namesOf(judgeCase(bad), 'fail')).toEqual(play.fails);
    expect(objectionsTo(judgeCase(good))).toEqual([]);
  });

  it.each(PLAYS)('$pair on $socket: says nothing of the machine', async ({ pair, socket }) => {
    const text = await readFile(fileOf(pair, socket), 'utf8');
    JSON.parse(text, (_, value) => typeof value === 'string' && expect(value).toBe(neutralText(value)));
  });
});

it('every pair of the folder is expected to be caught, and whatever is expected is there', async () => {
  const folders = (await readdir(PAIRS, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  expect([...new Set(PLAYS.map(({ pair }) => pair))].sort()).toEqual(folders.map(({ name }) => name).sort());
});

it('every check has a pair that it tells apart', () => {
  expect(CHECK_NAMES.filter((name) => !PLAYS.some(({ fails }) => fails.includes(name)))).toEqual([]);
});

it.each([
  ['Error: no such file, open /home/me/a-b/c.mjs:12:3', 'Error: no such file, open c.mjs:12:3'],
  ['    at file:///srv/x/node_modules/undici/lib/api.js:1:2', '    at api.js:1:2'],
  ['connect ECONNREFUSED 127.0.0.1:43121', 'connect ECONNREFUSED 127.0.0.1'],
  ['unix:/tmp/poolproof-x/1.sock', 'unix:1.sock'],
  ['(node:4711) Warning: 11 listeners', '(node) Warning: 11 listeners'],
  ['/proc/net/unix shows a path', '/proc/net/unix shows a path'],
  ['GET /ok?delayMs=2 HTTP/1.1', 'GET /ok?delayMs=2 HTTP/1.1'],
])("a recording says of '%s': '%s'", (text, neutral) => expect(neutralText(text)).toBe(neutral));
