import { figure, type Reading } from './reading.ts';

// `/debug/pprof/goroutine?debug=1` of a Go program: goroutines with the same stack are one paragraph, which begins with
// their number; each frame is a line, the innermost first.

const HEAD = /^goroutine profile: total (\d+)/;
const STACK = /^(\d+) @ /;
const FRAME = /^#\s+0x[\da-f]+\s+(.+?)\+0x[\da-f]+\s/;

/** Frames that say nothing of what a goroutine is for. */
const BEGINS_EVERY_STACK = new Set(['runtime.main', 'runtime.goexit']);

export function readGoroutines(profile: string): Reading {
  const total = HEAD.exec(profile)?.[1];
  if (total === undefined) return { reason: 'the answer is no goroutine profile' };
  return figure(Number(total), { functions: countByFunction(profile) });
}

/**
 * How many goroutines began in each function, which names what they are for: the innermost frame is the same wait for
 * the network or a lock in most of them.
 */
function countByFunction(profile: string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const paragraph of profile.split('\n\n')) {
    const lines = paragraph.split('\n');
    const count = Number(lines.map((line) => STACK.exec(line)?.[1]).find((found) => found !== undefined) ?? 0);
    const frames = lines.flatMap((line) => FRAME.exec(line)?.[1] ?? []);
    const began = frames.findLast((name) => !BEGINS_EVERY_STACK.has(name)) ?? frames.at(-1);
    if (began !== undefined && count > 0) counts.set(began, (counts.get(began) ?? 0) + count);
  }
  return Object.fromEntries(counts);
}
