/**
 * Values that stand at one place of their data, side by side: scalars as they are, the lengths of arrays with all of
 * their items, objects of the same keys by key. Values of several shapes are told apart by the number of their part.
 */
export type Columns =
  | { values: unknown[] }
  | { lengths: number[]; items: Columns }
  | { keys: string[]; columns: Columns[] }
  | { part: number[]; parts: Columns[] };

/** For what is to be packed; the page's script turns it back with `valuesOf`. */
export function columnsOf(values: unknown[]): Columns {
  const byShape = Map.groupBy(values, shapeOf);
  if (byShape.size <= 1) return columnsOfOneShape(values);
  const shapes = [...byShape.keys()];
  return {
    part: values.map((value) => shapes.indexOf(shapeOf(value))),
    parts: [...byShape.values()].map(columnsOfOneShape),
  };
}

function columnsOfOneShape(values: unknown[]): Columns {
  const [first] = values;
  if (shapeOf(first) === SCALAR) return { values };
  if (Array.isArray(first)) {
    const arrays = values as unknown[][];
    return { lengths: arrays.map(({ length }) => length), items: columnsOf(arrays.flat(1)) };
  }
  const keys = Object.keys(first as object);
  const objects = values as Record<string, unknown>[];
  return { keys, columns: keys.map((key) => columnsOf(objects.map((object) => object[key]))) };
}

const SCALAR = 'scalar';

/**
 * Scalars are of one shape, as arrays are; objects are of one where they have the same keys in the same order. An
 * object without keys has no columns: it stands as it is.
 */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 0 ? SCALAR : JSON.stringify(keys);
}

/** The values that stand side by side in columns. */
export function valuesOf(columns: Columns): unknown[] {
  if ('values' in columns) return columns.values;
  if ('lengths' in columns) {
    const items = valuesOf(columns.items);
    let end = 0;
    return columns.lengths.map((length) => {
      end += length;
      return items.slice(end - length, end);
    });
  }
  if ('parts' in columns) {
    const parts = columns.parts.map((part) => valuesOf(part).values());
    return columns.part.map((number) => parts[number]?.next().value);
  }
  const byKey = columns.columns.map(valuesOf);
  return (byKey[0] ?? []).map((_, row) =>
    Object.fromEntries(columns.keys.map((key, at) => [key, byKey[at]?.[row]] as const)),
  );
}
