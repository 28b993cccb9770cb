import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { CHECK_NAMES } from '../../harness/checks/judge.ts';
import { EXIT, messageOf, PoolproofError } from '../../harness/core/errors.ts';
import type { SocketKind } from '../../harness/scenario/types.ts';
import { type ExpectedPlay, readExpected } from '../../harness/testing/expected-pairs.ts';

/**
 * One play of a client that misbehaves and the healthy one beside it: a folder with case.json, bad.mjs and good.mjs.
 */
export interface Pair {
  name: string;
  folder: string;
  /** The kind of socket on which it is played; null: the one that its case.json says. */
  socket: SocketKind | null;
  /** All checks that the bad client must fail, where the folder has a table that says so. */
  fails: readonly string[] | null;
  /** What its name says that it is about: a class of faults by its letter, or a check. Null: nothing that is known. */
  className: string | null;
  /** The checks of which one must catch the bad client and none may object to the good one. */
  checks: readonly string[];
}

/** Which checks answer the question of a class. */
const CHECKS_OF_CLASS = new Map<string, readonly string[]>([
  ['a', ['limit']],
  ['b', ['reuse']],
  ['c', ['growth', 'drain', 'close', 'exit', 'warnings']],
  ['d', ['errors']],
  ['e', ['stall']],
  ...CHECK_NAMES.map((name) => [name, [name]] as const),
]);

/** What a folder of a pair holds; with one of them it is meant to be one, and must have them all. */
const PARTS = ['case.json', 'bad.mjs', 'good.mjs'];

/** The pairs of a folder, by name; where its expected.json names kinds of sockets, one for each of them. */
export async function findPairs(root: string, only: string): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const name of (await foldersIn(root)).sort()) {
    const folder = path.join(root, name);
    if ((await readdir(folder)).some((file) => PARTS.includes(file))) pairs.push(pairOf(name, folder));
  }
  if (pairs.length === 0) {
    throw new PoolproofError('NO_PAIRS', `There are no pairs in ${root}`, {
      exitCode: EXIT.input,
      hint: `A pair is a folder with ${PARTS.join(', ')}; name the folder that they stand in.`,
    });
  }
  const chosen = pairs.filter(({ name }) => name.includes(only));
  const expected = await readExpected(root);
  if (chosen.length > 0) return expected ? chosen.flatMap((pair) => playsOf(pair, expected)) : chosen;
  throw new PoolproofError('NO_SUCH_PAIR', `No pair in ${root} has '${only}' in its name`, {
    exitCode: EXIT.usage,
    hint: `There are ${pairs.map(({ name }) => name).join(', ')}.`,
  });
}

function playsOf(pair: Pair, expected: readonly ExpectedPlay[]): Pair[] {
  const plays = expected.filter((play) => play.pair === pair.name);
  if (plays.length === 0) {
    throw new PoolproofError('UNEXPECTED_PAIR', `${pair.name} has no line in expected.json`, {
      exitCode: EXIT.input,
      hint: 'Say there on which kinds of sockets it is played, and which checks the broken client fails.',
    });
  }
  return plays.map(({ socket, fails }) => ({ ...pair, socket, fails, checks: CHECK_NAMES }));
}

function pairOf(name: string, folder: string): Pair {
  const className = name.split('-')[0] ?? '';
  const checks = CHECKS_OF_CLASS.get(className);
  const pair = { name, folder, socket: null, fails: null };
  return checks ? { ...pair, className, checks } : { ...pair, className: null, checks: CHECK_NAMES };
}

async function foldersIn(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map(({ name }) => name);
  } catch (error) {
    throw new PoolproofError('NO_FOLDER', `${root} is no folder that can be read: ${messageOf(error)}`, {
      exitCode: EXIT.usage,
      hint: 'Name a folder of pairs, such as harness/testing/pairs.',
    });
  }
}
