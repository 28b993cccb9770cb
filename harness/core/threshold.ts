const FORM = /^\s*(<=|>=|==|<|>)\s*(-?\d+(?:\.\d+)?)\s*([a-zA-Zµ]*)\s*$/;

type Operator = '<' | '<=' | '>' | '>=' | '==';

export interface Threshold {
  operator: Operator;
  /** In the unit of the metric. */
  bound: number;
}

/** The units that a bound may be written in, by the unit that the metric's name ends in: how many of it each is. */
export const BOUND_UNITS = {
  Ms: { us: 0.001, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 },
  Micros: { us: 1, ms: 1_000, s: 1_000_000 },
  Bytes: { B: 1, kB: 1_000, MB: 1e6, GB: 1e9, KiB: 1_024, MiB: 1_024 ** 2, GiB: 1_024 ** 3 },
} as const;
type Suffix = keyof typeof BOUND_UNITS;

/** A bound for a metric of that name, such as '<50' or '>=0.99', or with a unit: '<200ms', '<50MiB'. */
export type BoundOf<Metric extends string> = `${Operator}${number}` | { [Unit in Suffix]: In<Unit, Metric> }[Suffix];
type In<Unit extends Suffix, Metric extends string> = Metric extends `${string}${Unit}`
  ? `${Operator}${number}${keyof (typeof BOUND_UNITS)[Unit] & string}`
  : never;

/** A bound as it is written; undefined where the text is none, or its unit is none of this metric. */
export function parseThreshold(text: string, metric: string): Threshold | undefined {
  const [, operator, figure, unit] = FORM.exec(text) ?? [];
  const factor = unit ? unitsOf(metric)[unit] : 1;
  if (operator === undefined || factor === undefined) return undefined;
  return { operator: operator as Operator, bound: Number(figure) * factor };
}

/** The units that a bound for this metric may have; none for a count or a share. */
export function unitsOf(metric: string): Readonly<Record<string, number>> {
  const suffix = (Object.keys(BOUND_UNITS) as Suffix[]).find((one) => metric.endsWith(one));
  return suffix === undefined ? {} : BOUND_UNITS[suffix];
}

export function isMet(value: number, { operator, bound }: Threshold): boolean {
  switch (operator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '==':
      return value === bound;
  }
}
