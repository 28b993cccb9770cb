import type { Drive } from '../../core/drives.ts';
import type { CheckFunction } from '../check.ts';
import { close } from './close.ts';
import { drain } from './drain.ts';
import { errors } from './errors.ts';
import { exit } from './exit.ts';
import { growth } from './growth.ts';
import { stall } from './stall.ts';
import { ofAllWorkers } from './workers.ts';

// A program says nothing of its own requests: what it is judged on is what went into it, what came out of it at the
// target, and what the kernel shows of all its processes.

/** The checks that ask a program something else than a client. */
const OF_PROGRAMS: Readonly<Record<string, CheckFunction>> = { growth, drain, close, exit, errors, stall };

/** The checks that compare connections with what is declared of them. */
const OF_A_LIMIT = new Set(['limit', 'reuse', 'drain']);

/** What cannot be known of a program that gets its work in this way, as the end of a sentence. */
const UNKNOWN: Partial<Record<string, Partial<Record<Drive, string>>>> = {
  drain: { own: 'it goes on with its own work, so that there is no rest to look at' },
  stall: { own: 'nobody else waits for the answers to its own work' },
};

/** The check as a program of this drive is judged by it. */
export function ofProgram(name: string, check: CheckFunction): CheckFunction {
  const own = OF_PROGRAMS[name] ?? check;
  return OF_A_LIMIT.has(name) ? ofAllWorkers(own) : own;
}

/** Why this check has nothing to say of such a program; undefined: it has. */
export function whyNotOfProgram(drive: Drive, check: string): string | undefined {
  return UNKNOWN[check]?.[drive];
}
