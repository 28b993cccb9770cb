import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramSpec } from '../../../scenario/types.ts';
import type { Workplace } from '../../workplace.ts';
import type { Abilities, Fed, ProgramAbilities } from '../subject.ts';
import { type Caller, callBy } from './caller.ts';
import { costOf, type Driven, there } from './driven.ts';
import { feedLines } from './feed.ts';

/** The ability by which a program gets its work. */
export function drivenBy(
  spec: ProgramSpec,
  workplace: Workplace,
  driven: Driven,
): Partial<Abilities & ProgramAbilities> & Partial<Caller> {
  switch (spec.drive) {
    case 'http':
      return callBy(spec, workplace, driven);
    case 'stdin':
      return { feed: feed(spec, driven) };
    case 'own':
      return { work: work(driven) };
  }
}

function feed({ linesPerSecond }: ProgramSpec, driven: Driven): ProgramAbilities['feed'] {
  return async (order, stop): Promise<Fed> => {
    const { stdin } = there(driven).process.child;
    if (!stdin) throw new Error('the program was started without its input');
    const { done, cpuMicros } = await costOf(driven, () => feedLines(stdin, { order, linesPerSecond, line }, stop));
    return { ...done, cpuMicros };
  };
}

/** A log line of about 100 bytes, as a service writes it. */
function line(index: number): string {
  return `level=info component=poolproof line=${index} ${'x'.repeat(60)}`;
}

function work(driven: Driven): ProgramAbilities['work'] {
  return async (durationMs, stop) => {
    const isOver = new AbortController();
    const signal = AbortSignal.any([stop, isOver.signal]);
    const { cpuMicros } = await costOf(driven, () =>
      Promise.race([driven.gone, sleep(durationMs, undefined, { signal }).catch(() => {})]),
    );
    isOver.abort();
    return cpuMicros;
  };
}
