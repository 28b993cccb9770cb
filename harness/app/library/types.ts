import type { Duration } from '../../core/units.ts';
import type { CaseRecord } from '../../record/schema.ts';
import type { ScenarioDefinition } from '../../scenario/define.ts';

// What the functions of the package take and tell.

/** What `run` and `compare` have in common. */
interface Common {
  /** Only these configurations, by name; default: all (`compare`: all but contrasts). */
  configurations?: readonly string[];
  /** The most connections that clients are asked to hold; default: what the scenario says. */
  connections?: number;
  /** Requests in flight; default: what the scenario says. */
  concurrency?: number;
  /** Length of the load, or of a window of a comparison, such as '10s'; default: what the scenario says. */
  duration?: Duration;
  /** The folder in which a new one is made for the record and its page; without it nothing is written. */
  out?: string;
  /**
   * Stops in order: what is running is brought to its end, and the record of what was measured until then comes back,
   * with status 'interrupted'.
   */
  signal?: AbortSignal;
}

export interface RunOptions extends Common {
  /**
   * A scenario, the path of a scenario file, the name of one in the project's folder of scenarios, or several of these.
   * A client that is a function runs in this very process, which can tell less of it than of a module (see
   * `ClientConfiguration.client`).
   */
  scenario: ScenarioSource | readonly ScenarioSource[];
  /** The executable of a Node, 18.7 or later, that subjects run on; default: this one. */
  node?: string;
  /**
   * Whether, before a scenario's first case, its clients are made once and autocannon measures what target and machine
   * can do (two seconds, not judged); default true.
   */
  ceiling?: boolean;
  /** Is called with what happens, as it happens. What it throws ends the run. */
  onProgress?: (progress: RunProgress) => void;
}

export type ScenarioSource = ScenarioDefinition | string;

export type RunProgress =
  | { kind: 'scenario'; scenario: string; configurations: string[] }
  | { kind: 'phase'; scenario: string; configuration: string; phase: string }
  /** A case is over, and judged. */
  | { kind: 'case'; case: CaseRecord }
  | Written
  | Remark;

export interface CompareOptions extends Common {
  /** As of `run`; its clients are modules or transports, each of which gets processes of its own. */
  scenario: ScenarioSource;
  /** The configuration that the others are compared with; default: the first one. */
  reference?: string;
  /** Rounds; default 12, from three configurations on as many as their verdicts need. */
  rounds?: number;
  /** A few short rounds: estimates, nothing is tested. */
  quick?: boolean;
  /** As many rounds as fit into this time. */
  budget?: Duration;
  /** Longest warm-up of a window; default '1s'. */
  warmup?: Duration;
  /** Repeats the order of an earlier comparison; default: drawn. */
  seed?: number;
  /** Is called with what happens, as it happens. What it throws ends the comparison. */
  onProgress?: (progress: CompareProgress) => void;
}

export type CompareProgress =
  /**
   * The trial round is over: how many rounds are played, of how many requests in each window; null: of equal times,
   * because nobody calls the programs.
   */
  | { kind: 'sized'; rounds: number; requests: number | null }
  /** The window of a configuration begins. */
  | { kind: 'window'; configuration: string }
  | { kind: 'round'; done: number }
  /** The rounds are over; the cost of one request through this configuration is measured. */
  | { kind: 'micro'; configuration: string }
  | Written
  | Remark;

export interface AuditOptions {
  /** Files and folders; of a folder, what `.gitignore`, node_modules and vendor leave out is left out. */
  paths: string | readonly string[];
  /** Globs of what is read though it is ignored, relative to each folder. */
  include?: readonly string[];
  /** How long the server keeps an idle connection, such as '5s'; default: not known. */
  serverIdle?: Duration;
}

/** The record and its page are written; `files` by kind of report. */
interface Written {
  kind: 'written';
  folder: string;
  files: Record<string, string>;
}

/** A sentence about something that went otherwise than asked. */
interface Remark {
  kind: 'remark';
  text: string;
}
