import type { Ability } from '../record/abilities.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { whyNotOfProgram } from './program/program.ts';

/** What each check cannot do without; of a subject that lacks it nothing is known, and the check is skipped. */
const NEEDS: Record<string, Ability | undefined> = {
  limit: 'load',
  reuse: 'load',
  drain: 'load',
  errors: 'load',
  stall: 'load',
  warnings: 'heard',
  exit: 'exit',
};

/** Why nothing is known, as the end of a sentence; undefined: the check can judge. */
export function whyUnknown({ evidence: { lacks, drive } }: MeasuredCase, check: string): string | undefined {
  const need = NEEDS[check];
  // A program that nobody calls has a load all the same.
  if (drive !== null && need === 'load') return whyNotOfProgram(drive, check);
  return need && lacks[need];
}
