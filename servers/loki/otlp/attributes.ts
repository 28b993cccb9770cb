import type { AnyValue, Attributes } from './logs.ts';

/** Attributes as label pairs: names made such that LogQL can read them, maps flattened with their names joined. */
export function attributePairs(attributes: Attributes, prefix = ''): [name: string, value: string][] {
  return attributes.flatMap(({ key, value }) => {
    const name = normalizeName(prefix ? `${prefix}_${key}` : key);
    return value.kvlistValue ? attributePairs(value.kvlistValue.values, name) : [[name, valueText(value)]];
  });
}

/** A value as one text: lists and maps in JSON, bytes in base64. */
export function valueText(value: AnyValue): string {
  const raw = rawValue(value);
  if (raw === null) return '';
  return typeof raw === 'object' ? JSON.stringify(raw) : String(raw);
}

type Raw = string | number | boolean | bigint | null | Raw[] | { [key: string]: Raw };

function rawValue(value: AnyValue): Raw {
  if (value.arrayValue) return value.arrayValue.values.map(rawJson);
  if (value.kvlistValue) {
    return Object.fromEntries(value.kvlistValue.values.map(({ key, value: inner }) => [key, rawJson(inner)]));
  }
  if (value.intValue !== undefined) return BigInt(value.intValue);
  return value.stringValue ?? value.boolValue ?? value.doubleValue ?? value.bytesValue ?? null;
}

/** JSON has no integers of 64 bits of its own; as Go, write all their digits where a double holds them. */
function rawJson(value: AnyValue): Raw {
  const raw = rawValue(value);
  return typeof raw === 'bigint' ? Number(raw) : raw;
}

/** As Prometheus' otlptranslator: other characters become `_`, and no name begins with a digit or one `_`. */
function normalizeName(name: string): string {
  const clean = name.replace(/[^a-zA-Z0-9_]/g, '_');
  if (/^\d/.test(clean)) return `key_${clean}`;
  return /^_(?!_)/.test(clean) ? `key${clean}` : clean;
}
