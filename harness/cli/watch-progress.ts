import type { WatchRecord } from '../record/watch.ts';
import type { TerminalSize } from '../report/terminal/look.ts';
import { findingLine, renderLiveWatch, watchLine } from '../report/watch/terminal.ts';
import type { Screen } from './say.ts';

const LINE_EVERY_MS = 5_000;

export interface WatchProgress {
  /** Shows how a watch stands, look by look. */
  looked(judged: () => WatchRecord): void;
  /** Takes away what the report of its end says again. */
  clear(): void;
}

/** How large the terminal is by then; null: there is none. */
export type SizeNow = (() => TerminalSize & { height: number }) | null;

/** A table that is drawn over and over on a terminal; elsewhere a line now and then, and each check that fails. */
export function showWatchProgress({ say, showFoot }: Pick<Screen, 'say' | 'showFoot'>, size: SizeNow): WatchProgress {
  if (!size) return lines(say);
  return {
    looked(judged) {
      const now = size();
      showFoot(firstLines(renderLiveWatch(judged(), now), now.height - 1));
    },
    clear: () => showFoot([]),
  };
}

/** What has scrolled out of the screen can be drawn over no more. */
export function firstLines(text: string, most: number): string[] {
  const lines = text.trimEnd().split('\n');
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), '…'];
}

function lines(say: (text: string) => void): WatchProgress {
  let nextMs = 0;
  const failed = new Set<string>();
  const looked = (judged: () => WatchRecord) => {
    const record = judged();
    if (record.durationMs >= nextMs) {
      say(watchLine(record));
      nextMs = record.durationMs + LINE_EVERY_MS;
    }
    for (const check of record.checks) {
      if (check.status !== 'fail') failed.delete(check.name);
      else if (!failed.has(check.name)) {
        failed.add(check.name);
        say(findingLine(check));
      }
    }
  };
  return { looked, clear() {} };
}
