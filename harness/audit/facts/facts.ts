import type { AuditedTransport, Language, Place, Skipped } from '../../record/audit.ts';

/** An option as the code spells it. */
export interface SpelledOption {
  name: string;
  at: Place;
  /** Null where the library knows it; else what to write instead: a name, or a sentence. */
  instead: string | null;
}

/** A pool of connections that code makes, or one that the library has for all. */
export interface Transport extends Omit<AuditedTransport, 'effectiveness' | 'status' | 'remarks'> {
  options: SpelledOption[];
  socket: 'tcp' | 'unix' | 'unknown';
  /** The library's own: a global agent, DefaultTransport. */
  isGlobal: boolean;
  /** Whether the code ever closes it. */
  closed: 'yes' | 'no' | 'unknown';
  /** Where another one takes its place while it has connections. */
  replacedAt: Place | null;
  /** What rules of one language look for, by the name of the rule: where it stands, and a sentence. */
  marks: Mark[];
}

/** Something that a reader saw and one rule is about. */
export interface Mark {
  rule: string;
  at: Place;
  message: string;
}

/** What becomes of the body of an answer on all paths. */
export type BodyFate =
  | { how: 'read' }
  | { how: 'unread'; at: Place }
  /** `at` is where the path leaves. */
  | { how: 'unread on a path'; at: Place }
  | { how: 'unknown' };

/** A request that code sends. */
export interface Call {
  language: Language;
  library: string;
  /** As the code spells it: `axios.get`, `http.Get`. */
  calls: string;
  at: Place;
  /** The transports that it may go through, by id; empty: not known. */
  through: string[];
  socket: 'tcp' | 'unix' | 'unknown';
  body: BodyFate;
  /** Whether anything ends it when the server falls silent. */
  timeout: 'yes' | 'no' | 'unknown';
  /** Where its headers say `Connection: close`. */
  connectionClose: Place | null;
}

/** All that was read of one program in one language. Pure data: rules judge it without the code. */
export interface Facts {
  language: Language;
  transports: Transport[];
  calls: Call[];
  /** What belongs to no transport: loops that retry without end, listeners that pile up. */
  marks: Mark[];
  /** Files that could not be read. */
  skipped: Skipped[];
}
