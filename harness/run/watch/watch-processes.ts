import type { Clock } from '../../core/clock.ts';
import type { Selection, WatchRecord } from '../../record/watch.ts';
import type { WatchTarget } from '../../recorders/watch/connections.ts';
import { recordWatch, type Watched } from '../../recorders/watch/record-watch.ts';

export type { Watched };

export interface WatchPlan {
  selection: Selection;
  target: WatchTarget;
  /** Null: until it is stopped or the processes end. */
  forMs: number | null;
}

export interface WatchEvents {
  clock: Clock;
  stop: AbortSignal;
  /** After each look, with what is known by then. */
  onLook(watched: () => Watched): void;
}

export interface EndedWatch {
  watched: Watched;
  endedBy: Exclude<WatchRecord['endedBy'], 'not yet'>;
}

/** Watches until the time is over, somebody stops it, or the last of the processes is gone; then looks once more. */
export async function watchProcesses(
  { selection, target, forMs }: WatchPlan,
  { clock, stop, onLook }: WatchEvents,
): Promise<EndedWatch> {
  const end = Promise.withResolvers<EndedWatch['endedBy']>();
  const noteLook = () => {
    onLook(recorder.watched);
    if (!recorder.isAnyoneThere()) end.resolve('gone');
  };
  using recorder = recordWatch({ selection, target, clock, onLook: noteLook });
  noteLook();
  stop.addEventListener('abort', () => end.resolve('interrupt'), { once: true });
  if (stop.aborted) end.resolve('interrupt');
  const cancel = forMs === null ? () => {} : clock.after(forMs, () => end.resolve('time'));
  const endedBy = await end.promise;
  cancel();
  recorder.look();
  return { watched: recorder.watched(), endedBy };
}
