import stringWidth from 'string-width';
import { StepFold } from '../record/step-fold.ts';
import { sparkLine } from '../report/watch/spark-line.ts';

/** Ticks of the kernel's view that a line of a few cells can show. */
const TICK_MS = 100;
const MOST_CELLS = 40;
const NAME = 'connections  ';

/** The open connections of the case that is played, over its time until now. */
export interface ConnectionsLine {
  /** Another case begins, whose clients promise to hold this limit. */
  begin(nowMs: number, limit: number | null): void;
  seen(nowMs: number, open: number): void;
  /** The case is over. */
  end(): void;
  /** 'connections  ▁▃▇███  50 of 50'; null where none was seen yet. */
  text(nowMs: number, width: number): string | null;
}

export function connectionsLine(): ConnectionsLine {
  let [fold, startedMs] = [new StepFold({ tickMs: TICK_MS }), Number.NaN];
  let [limit, open]: [number | null, number | null] = [null, null];
  return {
    begin(nowMs, promised) {
      [fold, startedMs, limit, open] = [new StepFold({ tickMs: TICK_MS }), nowMs, promised, null];
    },
    seen(nowMs, count) {
      // Between two cases nothing is shown.
      if (Number.isNaN(startedMs)) return;
      fold.set(nowMs, count);
      open = count;
    },
    end() {
      [startedMs, open] = [Number.NaN, null];
    },
    text(nowMs, width) {
      if (open === null) return null;
      const now = `${open.toLocaleString('en')}${limit === null ? '' : ` of ${limit.toLocaleString('en')}`}`;
      const cells = Math.min(MOST_CELLS, width - NAME.length - stringWidth(now) - 2);
      if (cells < 1) return `${NAME}${now}`;
      return `${NAME}${sparkLine(fold.series(startedMs), nowMs - startedMs, cells).padEnd(cells)}  ${now}`;
    },
  };
}
