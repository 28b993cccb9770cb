import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { WORKER_ROOMS } from './subject-node.ts';

const HARNESS = path.resolve(import.meta.dirname, '..');
const IMPORT = /(?:from|import\()\s*'(\.{1,2}\/[^']+\.ts)'/g;

/**
 * Every module of ours that `entry` loads, itself among them; imports of types alone are gone once types are stripped.
 */
function loadedFrom(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(entry, 'utf8').replaceAll(/^import type [^;]*;$/gm, '');
  for (const [, file] of text.matchAll(IMPORT)) loadedFrom(path.resolve(path.dirname(entry), file ?? ''), seen);
  return seen;
}

it('the rooms of the worker are just those from which the process of a client loads modules', () => {
  const loaded = [...loadedFrom(path.join(HARNESS, 'run', 'subject-main.ts'))];
  const rooms = new Set(loaded.map((file) => path.relative(HARNESS, file).split(path.sep)[0]));
  expect([...rooms].sort()).toEqual([...WORKER_ROOMS]);
});
