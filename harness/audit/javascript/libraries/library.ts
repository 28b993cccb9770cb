import type { SettingName, SettingValue } from '../../../record/audit.ts';

/** How one setting is written in the options of a library. */
export interface SettingSpec {
  /** Its name; 'connect.timeout' stands in an object of its own. Several: the first that is there. */
  option: string | readonly string[];
  /** What holds where nobody says anything; absent: versions differ, and nothing is said of it. */
  otherwise?: SettingValue;
  /** What a value means, where it is not itself. */
  means?(value: unknown): SettingValue;
}

/** A pool of connections that a library makes. */
export interface PoolSpec {
  /** The argument that holds its options. */
  optionsAt: number;
  settings: Partial<Record<SettingName, SettingSpec>>;
  /** Settings that nobody can change. */
  fixed?: Partial<Record<SettingName, SettingValue>>;
  /** The names of its options. */
  known: readonly string[];
  /** Names from other libraries, and what to write instead. */
  foreign: Readonly<Record<string, string>>;
  /** The argument that holds the pool that it wraps, and has no connections itself. */
  wraps?: number;
}

/** What comes back from a call, as far as its body is concerned. */
export type Answer =
  /** A promise of a Response whose body has to be read. */
  | 'response'
  /** A promise of `{ statusCode, body }`. */
  | 'status and body'
  /** A callback gets a stream. */
  | 'callback'
  /** The library reads it. */
  | 'read';

/** A function that sends a request. */
export interface CallSpec {
  /** The arguments that may hold options; the later ones win. */
  optionsAt: readonly number[];
  /** The options that name the pool. */
  pool: readonly string[];
  /** The options that end it when the server falls silent; 'own': the library does so itself. */
  timeout: readonly string[] | 'own';
  answer: Answer;
  /** The argument with the address. */
  urlAt: number | null;
  /** Where the options have the method, or the name of the function says it. */
  method: string | null;
}

export interface Library {
  /** The names by which code imports it; paths of values begin with the first. */
  modules: readonly string[];
  /** By the path of the constructor behind the library's name; '' is the library itself. */
  pools: Readonly<Record<string, PoolSpec>>;
  /** Functions that make a client which carries options to its calls, by path; the argument with its options. */
  clients: Readonly<Record<string, number>>;
  /** By path. */
  calls: Readonly<Record<string, CallSpec>>;
  /** By the name of a method, of a pool or a client. */
  methods: Readonly<Record<string, CallSpec>>;
  /** The pool of calls that name none. */
  global: { constructedBy: string; settings: PoolSpec } | null;
}

/** 0, null and undefined switch a limit or a time off. */
export function unlessOff(value: unknown): SettingValue {
  return typeof value === 'number' && value > 0 ? value : Number.POSITIVE_INFINITY;
}

export const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** One entry for each HTTP method, by its name. */
export function forEachMethod(prefix: string, spec: (method: string) => CallSpec): Record<string, CallSpec> {
  return Object.fromEntries(METHODS.map((method) => [`${prefix}${method}`, spec(method.toUpperCase())]));
}
