import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import type { Clock } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import { describeEnvironment } from '../../record/environment.ts';
import { type Selection, WATCH_SCHEMA_NAME, type WatchRecord } from '../../record/watch.ts';
import { WATCH_REPORTS } from '../../report/reports.ts';
import { findTarget, placesOf } from '../../run/watch/find-target.ts';
import { verifyGauges } from '../../run/watch/verify-gauges.ts';
import { verifySelection } from '../../run/watch/verify-selection.ts';
import { type Watched, watchProcesses } from '../../run/watch/watch-processes.ts';
import type { GaugeSpec } from '../../scenario/types.ts';
import { openRunFolder, type RunFolder } from '../run-folder.ts';
import { writeKept } from '../write-reports.ts';

export interface WatchOptions {
  selection: Selection;
  /** HOST:PORT or the path of a Unix socket. */
  to: string;
  limit: number | null;
  /** Numbers that the processes tell of themselves. */
  gauges: GaugeSpec[];
  forMs: number | null;
  out: string;
}

/** What a watch tells while it goes on, and how it is stopped. */
export interface WatchWatcher {
  /** Ends it in order, with the verdict on what was seen. */
  stop: AbortSignal;
  clock: Clock;
  /** After each look, with what is to be said by then. */
  looked(judged: () => WatchRecord): void;
  /** A line for people about something that went otherwise than asked. */
  say(text: string): void;
}

export interface PlayedWatch {
  record: WatchRecord;
  /** Where its files are, and which: by the name of the report. */
  folder: string;
  files: Record<string, string>;
}

/** A watch of days that is killed leaves what was seen until a minute before. */
const SAVE_EVERY_MS = 60_000;

/** Watches processes that run already, and judges what was seen; changes nothing in them. */
export async function playWatch(
  options: WatchOptions,
  { stop, clock, looked, say }: WatchWatcher,
): Promise<PlayedWatch> {
  const { selection, to, limit, gauges, forMs, out } = options;
  const target = await findTarget(to);
  verifyGauges(gauges, target);
  verifySelection(selection);
  const startedAt = new Date();
  const folder = await openRunFolder(out, 'watch', { startedAt, say });
  const environment = describeEnvironment();
  const recordNow = (watched: Watched, endedBy: WatchRecord['endedBy']) =>
    judgeWatch({
      schema: WATCH_SCHEMA_NAME,
      id: folder.id,
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      endedBy,
      environment,
      asked: { ...selection, to, limit, forMs },
      target: { socket: 'port' in target ? 'tcp' : 'unix', places: placesOf(target) },
      ...watched,
    });
  const saving = saveNowAndThen(folder, { clock, say });
  const onLook = (watched: () => Watched) => {
    const judged = () => recordNow(watched(), 'not yet');
    looked(judged);
    saving.offer(judged);
  };
  const { watched, endedBy } = await watchProcesses({ selection, target, gauges, forMs }, { clock, stop, onLook });
  await saving.done();
  const record = recordNow(watched, endedBy);
  const files = await writeKept(WATCH_REPORTS, (report) => folder.write(report, record));
  return { record, folder: folder.path(), files };
}

function saveNowAndThen(folder: RunFolder, { clock, say }: Pick<WatchWatcher, 'clock' | 'say'>) {
  // The first look is kept at once: a watch that is killed in its first minute leaves what it saw.
  let savedMs = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();
  return {
    offer(judged: () => WatchRecord) {
      if (clock.nowMs() - savedMs < SAVE_EVERY_MS) return;
      savedMs = clock.nowMs();
      const record = judged();
      last = last.then(() => folder.write(WATCH_REPORTS.json, record)).catch((error) => say(messageOf(error)));
    },
    done: () => last,
  };
}
