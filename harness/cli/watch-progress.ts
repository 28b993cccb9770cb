import type { WatchRecord } from '../record/watch.ts';
import type { TerminalSize } from '../report/terminal/look.ts';
import { findingLine, renderLiveWatch, watchLine } from '../report/watch/terminal.ts';
import { drawInPlace } from './draw-in-place.ts';

const LINE_EVERY_MS = 5_000;

export interface WatchProgress {
  /** Shows how a watch stands, look by look. */
  looked(judged: () => WatchRecord): void;
  /** Takes away what the report of its end says again. */
  clear(): void;
}

export interface WatchScreen {
  write(text: string): void;
  /** Null: no terminal. */
  size: (() => TerminalSize & { height: number }) | null;
}

/** A table that is drawn over and over on a terminal; elsewhere a line now and then, and each check that fails. */
export function showWatchProgress({ write, size }: WatchScreen): WatchProgress {
  if (!size) return lines(write);
  const draw = drawInPlace(write);
  return {
    looked(judged) {
      const now = size();
      draw(firstLines(renderLiveWatch(judged(), now), now.height - 1));
    },
    clear: () => draw(''),
  };
}

/** What has scrolled out of the screen can be drawn over no more. */
function firstLines(text: string, most: number): string {
  const lines = text.trimEnd().split('\n');
  return `${(lines.length <= most ? lines : [...lines.slice(0, most - 1), '…']).join('\n')}\n`;
}

function lines(write: (text: string) => void): WatchProgress {
  let nextMs = 0;
  const failed = new Set<string>();
  const looked = (judged: () => WatchRecord) => {
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
  return { looked, clear() {} };
}
