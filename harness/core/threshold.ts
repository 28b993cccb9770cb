const FORM = /^\s*(<=|>=|==|<|>)\s*(-?\d+(?:\.\d+)?)\s*$/;

export interface Threshold {
  operator: '<' | '<=' | '>' | '>=' | '==';
  bound: number;
}

/** A bound such as '<50' or '>= 0.99'; undefined where the text is none. */
export function parseThreshold(text: string): Threshold | undefined {
  const [, operator, bound] = FORM.exec(text) ?? [];
  return operator === undefined ? undefined : { operator: operator as Threshold['operator'], bound: Number(bound) };
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
