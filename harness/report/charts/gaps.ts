import type { Band } from './types.ts';

/**
 * The stretches between phases, by the two between which they lie: there the harness looks around, which belongs to
 * neither. No imports but types, because the page's script has this file in its bundle.
 */
export function gapsBetween(bands: readonly Band[]): Band[] {
  return bands.flatMap(({ name, startMs }, index) => {
    const before = bands[index - 1];
    if (before === undefined || startMs <= before.endMs) return [];
    return [{ name: `between ${before.name} and ${name}`, startMs: before.endMs, endMs: startMs }];
  });
}
