import type { Drive } from '../core/drives.ts';
import type { SubjectSpec } from './types.ts';

// The kinds of subject, a row for each. Only the code that makes a client asks for a kind beside this file. The
// subject's process loads it too, so it imports nothing but types.

type Kind = SubjectSpec['kind'];
export type SubjectSpecOf<K extends Kind> = Extract<SubjectSpec, { kind: K }>;

interface Row<S extends SubjectSpec> {
  /** For sentences. */
  name(subject: S): string;
  /** For the record. */
  recorded(subject: S): string;
  /** What the URLs of its gauges may hold, filled in when it runs. */
  placeholders: readonly string[];
}

const SUBJECTS: { [K in Kind]: Row<SubjectSpecOf<K>> } = {
  transport: {
    name: ({ transport }) => `The transport '${transport}'`,
    recorded: ({ transport }) => transport,
    placeholders: [],
  },
  module: {
    name: ({ file }) => file,
    recorded: ({ file }) => file,
    placeholders: [],
  },
  function: {
    name: ({ scenarioFile, configuration }) => `${scenarioFile}, configuration '${configuration}',`,
    recorded: () => 'a function of the scenario file',
    placeholders: [],
  },
  'in-process': {
    name: () => 'The function createClient',
    recorded: () => 'a function of the process that ran it',
    placeholders: [],
  },
  program: {
    name: ({ run: [program] }) => `The program ${program}`,
    recorded: ({ run }) => run.join(' '),
    placeholders: ['port'],
  },
};

export function nameOf(subject: SubjectSpec): string {
  return rowOf(subject).name(subject);
}

export function recordedNameOf(subject: SubjectSpec): string {
  return rowOf(subject).recorded(subject);
}

export function placeholdersOf(kind: Kind): readonly string[] {
  return SUBJECTS[kind].placeholders;
}

/**
 * A transport of ours, whose options say its limits. Every other subject comes from a file of the user, is given its
 * limits when it is made, and may turn out not to work.
 */
export function isTransport(subject: SubjectSpec): subject is SubjectSpecOf<'transport'> {
  return subject.kind === 'transport';
}

/** How a program gets its work; null: it is no program. */
export function driveOf(subject: SubjectSpec): Drive | null {
  return isProgram(subject) ? subject.drive : null;
}

/** A function of this very process, which no other process can import. */
export function isInProcess(subject: SubjectSpec): subject is SubjectSpecOf<'in-process'> {
  return subject.kind === 'in-process';
}

export function isProgram(subject: SubjectSpec): subject is SubjectSpecOf<'program'> {
  return subject.kind === 'program';
}

function rowOf<S extends SubjectSpec>(subject: S): Row<S> {
  return SUBJECTS[subject.kind] as unknown as Row<S>;
}
