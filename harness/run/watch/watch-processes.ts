import type { Clock } from '../../core/clock.ts';
import { silenceText } from '../../record/evidence/gauges.ts';
import type { MeasuredWatch, Selection, WatchRecord } from '../../record/watch.ts';
import { IN_A_WATCH, recordGauges } from '../../recorders/gauges.ts';
import type { WatchTarget } from '../../recorders/watch/connections.ts';
import { recordWatch, type Watched as SeenByKernel } from '../../recorders/watch/record-watch.ts';
import type { GaugeSpec } from '../../scenario/types.ts';

/** What the kernel has shown and the gauges have said until now. */
export type Watched = SeenByKernel & Pick<MeasuredWatch, 'gauges'>;

export interface WatchPlan {
  selection: Selection;
  target: WatchTarget;
  gauges: readonly GaugeSpec[];
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
  { selection, target, gauges: specs, forMs }: WatchPlan,
  { clock, stop, onLook }: WatchEvents,
): Promise<EndedWatch> {
  const end = Promise.withResolvers<EndedWatch['endedBy']>();
  using gauges = recordGauges(specs, () => ({}), clock, IN_A_WATCH);
  const originMs = clock.nowMs();
  const watched = (): Watched => {
    const seen = recorder.watched();
    const said = gauges.evidence();
    return {
      ...seen,
      gauges: said,
      series: { ...seen.series, ...gauges.series(originMs) },
      notMeasured: [...seen.notMeasured, ...said.flatMap((gauge) => silenceText(gauge) ?? [])],
    };
  };
  const noteLook = () => {
    onLook(watched);
    if (!recorder.isAnyoneThere()) end.resolve('gone');
  };
  using recorder = recordWatch({ selection, target, clock, onLook: noteLook });
  noteLook();
  stop.addEventListener('abort', () => end.resolve('interrupt'), { once: true });
  if (stop.aborted) end.resolve('interrupt');
  const cancel = forMs === null ? () => {} : clock.after(forMs, () => end.resolve('time'));
  const endedBy = await gauges.during(() => end.promise);
  cancel();
  recorder.look();
  return { watched: watched(), endedBy };
}
