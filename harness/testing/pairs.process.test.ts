import path from 'node:path';
import { expect, it } from 'vitest';
import { CHECK_NAMES } from '../checks/judge.ts';
import { readExpected } from './expected-pairs.ts';
import { namesOf, objectionsTo } from './judged.ts';
import { playPair } from './play-pair.ts';

const PAIRS = path.join(import.meta.dirname, 'pairs');
const EXPECTED = (await readExpected(PAIRS)) ?? [];

// One pair for each check, the quickest, or one for several; the slowest one first. The others are judged as they were
// recorded, in pairs.test.ts, and played by `npm run zoo -- harness/testing/pairs`.
const LIVE = [
  'limit-agent-per-request',
  'close-hangs',
  'stall-polled-queue',
  'exit-forgotten-interval',
  'config-inside-a-module',
  'errors-impatient',
  'warnings-crowded-socket',
  'witnesses-keeps-dead-ends',
];
const PLAYS = LIVE.flatMap((pair) => EXPECTED.filter((play) => play.pair === pair));

it.concurrent.each(PLAYS)(
  '$pair on $socket: the broken one fails $fails, the healthy one fails nothing',
  async (play) => {
    const growth = play.fails.includes('growth');
    const { bad, good } = await playPair(path.join(PAIRS, play.pair), play.socket, { growth });
    const said = bad.checks.map(({ name, status, summary }) => `${name} ${status}: ${summary}`).join('\n');
    expect(namesOf(bad, 'fail'), said).toEqual(play.fails);
    expect(objectionsTo(good)).toEqual([]);
  },
);

// The kernel shows no states of a client's end of a Unix socket, so that no client fails this check there.
it.concurrent('on a Unix socket the ends that a client keeps leave the witnesses undecided', async () => {
  const { bad, good } = await playPair(path.join(PAIRS, 'witnesses-keeps-dead-ends'), 'unix', { growth: false });
  expect([namesOf(bad, 'inconclusive'), objectionsTo(good)]).toEqual([['witnesses'], []]);
});

it.each([
  ['tcp', []],
  ['unix', ['witnesses']],
] as const)('on %s each check catches a client, but %j', (socket, none) => {
  const caughtBy = PLAYS.filter((play) => play.socket === socket).flatMap(({ fails }) => fails);
  expect(CHECK_NAMES.filter((name) => !caughtBy.includes(name))).toEqual(none);
});
