import type { Setting, SettingName, Settings } from '../../../record/audit.ts';
import type { Value } from '../values.ts';

// What the fields of http.Transport mean, and what they are where nobody says (Go 1.19 to 1.25, transport.go).

interface Field {
  setting: SettingName;
  /** The setting of a value that code gives. */
  read(value: Value['value']): Value['value'] | undefined;
  /** Of a literal. */
  default: Value['value'];
}

const NANOSECONDS_PER_MS = 1e6;

const count = (zero: number) => (value: Value['value']) =>
  typeof value === 'number' ? (value === 0 ? zero : Math.max(0, value)) : undefined;
const duration = (zero: number) => (value: Value['value']) =>
  typeof value === 'number' ? (value <= 0 ? zero : value / NANOSECONDS_PER_MS) : undefined;
const flag = (on: boolean) => (value: Value['value']) => (typeof value === 'boolean' ? value === on : undefined);

/** Beyond that many a limit limits nothing that there is. */
const NO_LIMIT = 1_000_000;
const limit = (value: Value['value']) => {
  const limited = count(Number.POSITIVE_INFINITY)(value);
  return limited !== undefined && limited >= NO_LIMIT ? Number.POSITIVE_INFINITY : limited;
};

export const TRANSPORT_FIELDS: Record<string, Field> = {
  MaxConnsPerHost: { setting: 'limit', read: limit, default: Number.POSITIVE_INFINITY },
  // http.DefaultMaxIdleConnsPerHost; less than none is none.
  MaxIdleConnsPerHost: { setting: 'idleLimit', read: count(2), default: 2 },
  MaxIdleConns: { setting: 'idleLimitTotal', read: limit, default: Number.POSITIVE_INFINITY },
  IdleConnTimeout: { setting: 'idleMs', read: duration(Number.POSITIVE_INFINITY), default: Number.POSITIVE_INFINITY },
  DisableKeepAlives: { setting: 'keepAlive', read: flag(false), default: true },
  ForceAttemptHTTP2: { setting: 'http2', read: flag(true), default: false },
  TLSHandshakeTimeout: {
    setting: 'tlsHandshakeTimeoutMs',
    read: duration(Number.POSITIVE_INFINITY),
    default: Number.POSITIVE_INFINITY,
  },
  // Without one the body is sent at once.
  ExpectContinueTimeout: { setting: 'expectContinueTimeoutMs', read: duration(0), default: 0 },
  ResponseHeaderTimeout: {
    setting: 'headersTimeoutMs',
    read: duration(Number.POSITIVE_INFINITY),
    default: Number.POSITIVE_INFINITY,
  },
};

/** How long is waited for what a `time.Duration` says, in milliseconds; 0 says: for ever. */
export const readDurationMs = duration(Number.POSITIVE_INFINITY);

/** A literal in which nothing is said. */
export function literalDefaults(): Settings {
  const settings = Object.values(TRANSPORT_FIELDS).map((field) => [field.setting, byDefault(field.default)]);
  return { ...Object.fromEntries(settings), connectTimeoutMs: byDefault(Number.POSITIVE_INFINITY) } as Settings;
}

/** http.DefaultTransport. */
export function defaultTransport(): Settings {
  return {
    ...literalDefaults(),
    idleLimitTotal: byDefault(100),
    idleMs: byDefault(90_000),
    http2: byDefault(true),
    connectTimeoutMs: byDefault(30_000),
    tlsHandshakeTimeoutMs: byDefault(10_000),
    expectContinueTimeoutMs: byDefault(1_000),
  };
}

function byDefault<Known extends Value['value']>(value: Known): Setting<Known> {
  return { how: 'default', value };
}
