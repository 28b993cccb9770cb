import { cutEnd, plain } from '../report/terminal/text.ts';
import { showFoot } from './say.ts';

const REDRAW_MS = 200;
const CELLS = 24;

/** What a bar shows, asked for at each drawing. */
export interface Barred {
  /** So much is left, as far as is known now. */
  leftMs(): number;
  /** What is going on now. */
  what(): string;
  /** A line below the bar, in this width; null: none. */
  below?(width: number): string | null;
}

/** A bar at the foot of the terminal that fills with the time that is expected, until it is disposed of. */
export function showTimeBar(barred: Barred): Disposable {
  const startedMs = Date.now();
  const redraw = () => showFoot(barLines(barred, { elapsedMs: Date.now() - startedMs, width: process.stderr.columns }));
  redraw();
  const timer = setInterval(redraw, REDRAW_MS);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      showFoot([]);
    },
  };
}

/** The bar as lines that fit into the width. */
export function barLines(
  { leftMs, what, below }: Barred,
  { elapsedMs, width }: { elapsedMs: number; width: number },
): string[] {
  const left = Math.max(0, leftMs());
  const filled = Math.round((elapsedMs / Math.max(1, elapsedMs + left)) * CELLS);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(CELLS - filled)}`;
  const line = plain(`${bar} about ${Math.ceil(left / 1_000)} s left  ${what()}`);
  const more = below?.(width) ?? null;
  return (more === null ? [line] : [line, more]).map((text) => cutEnd(text, width));
}
