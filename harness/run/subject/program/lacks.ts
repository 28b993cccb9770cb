import type { Lacks } from '../../../record/abilities.ts';
import type { ProgramSpec } from '../../../scenario/types.ts';

const PROGRAM: Lacks = {
  streams: 'a program is not asked for streams',
  shareSignal: 'a program has no signals of ours',
  second: 'a program is there once',
  look: 'nobody looks into a program',
  collect: "a program's garbage is its own",
  heard: 'a program says nothing of itself',
  keptAlive: 'a program does not say what keeps it',
};

/** Why a program cannot do what it cannot, by how it gets its work. */
export function lacksOf({ drive }: ProgramSpec): Lacks {
  if (drive === 'http') return PROGRAM;
  const load = drive === 'stdin' ? 'it is fed lines' : 'it has work of its own';
  return { ...PROGRAM, load };
}
