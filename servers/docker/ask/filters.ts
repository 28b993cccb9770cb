import { badParameter, unclassified } from '../reply/errors.ts';
import { goKind, parseGoJson } from './go-json.ts';

/** The `filters` of a query: each key with its values, any of which may match. */
export type Filters = ReadonlyMap<string, readonly string[]>;

const GO_TYPE = 'map[string]map[string]bool';

/** Both encodings are read: `{"name":["a"]}` of dockerode and `{"name":{"a":true}}` of the CLI. */
export function askFilters(query: URLSearchParams, known?: readonly string[]): Filters {
  const text = query.get('filters');
  if (!text) return new Map();
  const parsed = parseGoJson(text) ?? {};
  if (goKind(parsed) !== 'object')
    throw unclassified(`json: cannot unmarshal ${goKind(parsed)} into Go value of type ${GO_TYPE}`);
  const filters = new Map(Object.entries(parsed).map(([key, values]) => [key, toValues(values)]));
  const unknown = [...filters.keys()].find((key) => known && !known.includes(key));
  if (unknown !== undefined) throw badParameter(`Invalid filter '${unknown}'`);
  return filters;
}

function toValues(values: unknown): string[] {
  if (values === null || values === undefined) return [];
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
  if (goKind(values) === 'object' && Object.values(values).every((value) => typeof value === 'boolean')) {
    return Object.keys(values);
  }
  throw unclassified(`json: cannot unmarshal ${goKind(values)} into Go value of type ${GO_TYPE}`);
}

/** Whether one of the filter's values passes; a filter that was not given passes everything. */
export function passes(filters: Filters, key: string, test: (value: string) => boolean): boolean {
  const values = filters.get(key);
  return !values || values.length === 0 || values.some(test);
}

/** A label filter wants all of its values, each `key` or `key=value`. */
export function passesLabels(filters: Filters, labels: Record<string, string>, key = 'label'): boolean {
  return (filters.get(key) ?? []).every((wanted) => {
    const [name = '', ...value] = wanted.split('=');
    const has = Object.hasOwn(labels, name);
    return value.length === 0 ? has : has && labels[name] === value.join('=');
  });
}
