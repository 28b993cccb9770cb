import { readdirSync, statSync } from 'node:fs';
import type { Clock } from '../core/clock.ts';
import type { OutsideLook } from '../record/evidence/subject.ts';
import type { Series } from '../record/schema.ts';
import { StepFold } from '../record/step-fold.ts';
import { INTO_LOAD_MS, type Sampler, START_INTERVAL_MS, sampleWithinBudget } from './budget.ts';
import { readProcStatus } from './kernel/proc-status.ts';
import { socketInodesOf } from './kernel/sockets-of.ts';

/** The processes that are looked at, asked for at each look. */
export interface Watched {
  readonly pid: number;
  /** Those that it started, as far as they are known. */
  readonly others?: readonly number[];
}

/** What can be had without reading every descriptor, of all processes together. */
export function lookCheaply({ pid, others = [] }: Watched): Omit<OutsideLook, 'sockets'> {
  const looks = [pid, ...others].map((one) => ({ ...readProcStatus(one), descriptors: countDescriptors(one) }));
  return {
    descriptors: sumOf(looks.map(({ descriptors }) => descriptors)),
    threads: sumOf(looks.map(({ threads }) => threads)),
    rssBytes: sumOf(looks.map(({ rssBytes }) => rssBytes)),
  };
}

/** Null where the first is unknown, which is the process itself; of the others some may have ended. */
function sumOf([own, ...others]: (number | null | undefined)[]): number | null {
  return own == null ? null : others.reduce<number>((sum, figure) => sum + (figure ?? 0), own);
}

/**
 * Since Linux 6.2 the size of /proc/<pid>/fd is the number of open descriptors; before, it is 0 and they are listed.
 */
function countDescriptors(pid: number): number | null {
  const folder = `/proc/${pid}/fd`;
  try {
    const { size } = statSync(folder);
    return size > 0 ? size : readdirSync(folder).length;
  } catch {
    return null;
  }
}

export interface OutsideRecorder extends Disposable {
  /**
   * Begins to sample, once; `look` and `during` do it too. Before the client is made there is nothing of it to be seen.
   */
  begin(): void;
  /** The subject as the kernel shows it now; null fields on a platform without /proc, or when the process is gone. */
  look(): OutsideLook;
  /** Plays a load: peaks are those of a load only if it was looked at while it was going on. */
  during<T>(playLoad: () => Promise<T>): Promise<T>;
  /** Highest figures since the beginning, looks included; null where no load was looked at. */
  peaks(): { descriptors: number | null; rssBytes: number | null };
  /**
   * Lines over time; none where no load was looked at, because a line would claim to know what was between two looks.
   */
  series(originMs: number): Record<string, Series>;
}

const FIGURES = ['descriptors', 'threads', 'rssBytes'] as const;

/**
 * Samples the processes from outside, as often as its budget allows, until it is gone or this is disposed of; the
 * subject itself does nothing for it.
 */
export function recordOutside(watched: Watched, clock: Clock): OutsideRecorder {
  const seen = {
    descriptors: { fold: new StepFold({ tickMs: START_INTERVAL_MS }), peak: null as number | null },
    threads: { fold: new StepFold({ tickMs: START_INTERVAL_MS }), peak: null as number | null },
    rssBytes: { fold: new StepFold({ tickMs: START_INTERVAL_MS }), peak: null as number | null },
  };
  let sampler: Sampler | undefined;
  let begunMs = 0;
  let isUnderLoad = false;
  let wasSeenUnderLoad = false;
  const keep = (look: Omit<OutsideLook, 'sockets'>) => {
    const nowMs = clock.nowMs();
    for (const name of FIGURES) {
      const value = look[name];
      if (value === null) continue;
      seen[name].fold.set(nowMs, value);
      seen[name].peak = Math.max(seen[name].peak ?? 0, value);
    }
  };
  const sample = () => {
    const look = lookCheaply(watched);
    const isThere = look.descriptors !== null;
    if (isThere && isUnderLoad) wasSeenUnderLoad = true;
    keep(look);
    return isThere;
  };
  const begun = () => {
    if (!sampler) begunMs = clock.nowMs();
    sampler ??= sampleWithinBudget(sample, clock);
    return sampler;
  };
  return {
    begin: begun,
    look() {
      begun();
      const look = lookCheaply(watched);
      keep(look);
      return {
        ...look,
        sockets: sumOf([watched.pid, ...(watched.others ?? [])].map((one) => socketInodesOf(one)?.length)),
      };
    },
    async during(playLoad) {
      begun().hasten(INTO_LOAD_MS);
      isUnderLoad = true;
      try {
        return await playLoad();
      } finally {
        isUnderLoad = false;
        keep(lookCheaply(watched));
      }
    },
    peaks: () => ({
      descriptors: wasSeenUnderLoad ? seen.descriptors.peak : null,
      rssBytes: wasSeenUnderLoad ? seen.rssBytes.peak : null,
    }),
    series(originMs) {
      const lines = FIGURES.map(
        (name) => [name, notBefore(begunMs - originMs, seen[name].fold.series(originMs))] as const,
      );
      return Object.fromEntries(lines.filter(([, { t }]) => wasSeenUnderLoad && t.length > 0));
    },
    [Symbol.dispose]: () => sampler?.[Symbol.dispose](),
  };
}

/** A tick begins before the first sample in it, and then nothing was seen yet. */
export function notBefore(beginMs: number, { t, v }: Series): Series {
  return { t: t.map((tMs) => Math.max(tMs, Math.round(beginMs))), v };
}
