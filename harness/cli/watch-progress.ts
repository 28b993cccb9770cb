import type { WatchRecord } from '../record/watch.ts';
import type { TerminalSize } from '../report/terminal/look.ts';
import { findingLine, renderLiveWatch, watchLine } from '../report/watch/terminal.ts';
import { drawInPlace } from './draw-in-place.ts';

const LINE_EVERY_MS = 5_000;

/** Writes how a watch stands, look by look. */
export type WatchProgress = (judged: () => WatchRecord) => void;

export interface WatchScreen {
  write(text: string): void;
  /** Null: no terminal. */
  size: (() => TerminalSize) | null;
}

/** A table that is drawn over and over on a terminal; elsewhere a line now and then, and each check that fails. */
export function showWatchProgress({ write, size }: WatchScreen): WatchProgress {
  if (!size) return lines(write);
  const draw = drawInPlace(write);
  return (judged) => draw(renderLiveWatch(judged(), size()));
}

function lines(write: (text: string) => void): WatchProgress {
  let nextMs = 0;
  const failed = new Set<string>();
  return (judged) => {
    const record = judged();
    if (record.durationMs >= nextMs) {
      write(watchLine(record));
      nextMs = record.durationMs + LINE_EVERY_MS;
    }
    for (const check of record.checks) {
      if (check.status !== 'fail') failed.delete(check.name);
      else if (!failed.has(check.name)) {
        failed.add(check.name);
        write(findingLine(check));
      }
    }
  };
}
