/** What a gauge is called beside figures of ours: in bounds, in series, among what is allowed to be left. */
export type GaugeKey = `gauge.${string}`;

const PREFIX = 'gauge.';

export function gaugeKey(name: string): GaugeKey {
  return `${PREFIX}${name}`;
}

/** The gauge that is meant; undefined: it is a figure of ours. */
export function gaugeOfKey(key: string): string | undefined {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
}
