import type { RequestClass } from '../../harness/record/evidence/ledger.ts';

/** As many classes as a reader can tell apart. */
const MOST_CLASSES = 20;

/** Where the most requests are this many times the fewest, classes of one width would show only the largest. */
const WIDE_RANGE = 50;

/** Of connections by their requests, as `counts` has them, a few classes without a gap. */
export function classesOf(counts: ReadonlyMap<number, number>): RequestClass[] {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const [least, most] = [sorted[0]?.[0], sorted.at(-1)?.[0]];
  if (least === undefined || most === undefined) return [];
  const isWide = most - least >= MOST_CLASSES && most / least >= WIDE_RANGE;
  const bounds = isWide ? growingBounds(least, most) : evenBounds(least, most);
  const classes = bounds.map((from, index) => ({ from, to: (bounds[index + 1] ?? most + 1) - 1, connections: 0 }));
  let place = 0;
  for (const [requests, connections] of sorted) {
    while (requests > (classes[place]?.to ?? most)) place += 1;
    const found = classes[place];
    if (found) found.connections += connections;
  }
  return classes;
}

/** Where classes of one width begin: 1, 2 or 5 times a power of ten, so that people can read their ends. */
function evenBounds(least: number, most: number): number[] {
  const width = roundUp((most - least + 1) / MOST_CLASSES);
  const first = width === 1 ? least : Math.max(1, Math.floor(least / width) * width);
  const bounds = [first];
  for (let from = (Math.floor(first / width) + 1) * width; from <= most; from += width) bounds.push(from);
  return bounds;
}

/** 1, 2, 5, 10, 20, 50, ... */
function growingBounds(least: number, most: number): number[] {
  const bounds: number[] = [];
  for (let power = 1; power <= most; power *= 10) {
    for (const digit of [1, 2, 5]) {
      const from = digit * power;
      if (from > most) break;
      if (from <= least) bounds.length = 0;
      bounds.push(from);
    }
  }
  return bounds;
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const digit = [1, 2, 5, 10].find((one) => one * power >= value) ?? 10;
  return digit * power;
}
