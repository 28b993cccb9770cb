/** The name of the one document of an audit of source code. */
export const AUDIT_SCHEMA_NAME = 'poolproof/audit@1';

export type Language = 'javascript' | 'go';
export type Severity = 'error' | 'warning' | 'note';

/** Lines and columns from 1; the end is the place behind the last character. */
export interface Place {
  /** As it was found: relative to the working directory where it lies below it. */
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export type SettingValue = number | boolean | string;

/**
 * What code says of one setting. 'set': a literal, or a constant that was followed; `at` is where the literal stands,
 * and
 * `fallback` means that it holds where a caller does not say otherwise. 'default': nobody said, and the library has
 * its own.
 * 'computed': known only when it runs. Infinity: no limit, or for ever.
 */
export type Setting<Value extends SettingValue = SettingValue> =
  | { how: 'set'; value: Value; at: Place; fallback?: true }
  | { how: 'default'; value: Value }
  | { how: 'computed'; at: Place; text: string };

/** A setting that the library does not have is absent. Times are in milliseconds. */
export interface Settings {
  /** Connections to one origin. */
  limit?: Setting<number>;
  /** Connections to all origins together. */
  totalLimit?: Setting<number>;
  /** Idle connections to one origin. */
  idleLimit?: Setting<number>;
  idleLimitTotal?: Setting<number>;
  idleMs?: Setting<number>;
  keepAlive?: Setting<boolean>;
  http2?: Setting<boolean>;
  connectTimeoutMs?: Setting<number>;
  tlsHandshakeTimeoutMs?: Setting<number>;
  expectContinueTimeoutMs?: Setting<number>;
  headersTimeoutMs?: Setting<number>;
  bodyTimeoutMs?: Setting<number>;
  overallTimeoutMs?: Setting<number>;
}

export type SettingName = keyof Settings;

/** How often a transport is made. `at` is what makes it so: the loop, or the function that sends. */
export type Made =
  | { how: 'once' }
  | { how: 'per-request'; at: Place; text: string }
  | { how: 'in-loop'; at: Place; text: string; times: number | null }
  | { how: 'per-client'; at: Place; text: string; times: number | null };

export type Effectiveness = 'high' | 'partial' | 'none' | 'unknown';

/** A transport as a row of the table. */
export interface AuditedTransport {
  /** Unique in a program: file, line and column. */
  id: string;
  language: Language;
  library: string;
  /** As the language spells it: `undici.Agent`, `http.Transport`. */
  constructedBy: string;
  /** The literal's extent. */
  at: Place;
  /** The variable or field that it is kept in. */
  name: string | null;
  settings: Settings;
  made: Made;
  effectiveness: Effectiveness;
  status: 'pass' | 'fail' | 'inconclusive';
  /** Why, a sentence each: 'limit is per client: N x 50'. */
  remarks: string[];
}

/** The lines of a finding as they stand in the file, with what to mark in the first of them. */
export interface Excerpt {
  text: string;
  /** From 0. */
  markFrom: number;
  markLength: number;
}

export interface Finding {
  rule: string;
  severity: Severity;
  language: Language;
  at: Place;
  excerpt: Excerpt | null;
  /** What was found, one sentence. */
  message: string;
  /** How to mend it. */
  advice: string;
  /** The id of the transport that it is about. */
  transport: string | null;
}

/** A rule that found something. */
export interface RuleAbout {
  id: string;
  severity: Severity;
  title: string;
  goesWrong: string;
  mend: string;
}

export interface Skipped {
  file: string;
  reason: string;
}

/** The one document of an audit. Keys stand in the order in which they are written. */
export interface AuditRecord {
  schema: typeof AUDIT_SCHEMA_NAME;
  startedAt: string;
  finishedAt: string;
  status: 'pass' | 'fail' | 'inconclusive';
  paths: string[];
  /** How long the server keeps an idle connection; null: nobody said. */
  serverIdleMs: number | null;
  files: { found: number; read: number };
  transports: AuditedTransport[];
  findings: Finding[];
  /** Those of the findings. */
  rules: RuleAbout[];
  skipped: Skipped[];
  /** What matters and could not be known, a sentence each. */
  unknown: string[];
}
