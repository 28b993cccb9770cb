import { z } from 'zod';
import { nearestName } from '../core/nearest.ts';

/** One thing that is wrong with a scenario file: the path of the key and what to write there. */
export interface Problem {
  path: string;
  message: string;
}

/**
 * All that zod found wrong, each with the path of its key; unknown keys come with the nearest known name. `alsoKnown`
 * are keys beside those of the schema, which somebody else checks.
 */
export function problemsOf(
  error: z.ZodError,
  schema: z.ZodType,
  options: { at?: string; meant?: Record<string, string>; alsoKnown?: readonly string[] } = {},
): Problem[] {
  const at = options.at ? [options.at] : [];
  return error.issues.flatMap((issue): Problem[] => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: pathText([...at, ...path]), message: `expected ${expectation(issue)}` }];
    }
    const known = [...knownKeys(schema, issue.path), ...(path.length === 0 ? (options.alsoKnown ?? []) : [])];
    return issue.keys.map((key) => ({
      path: pathText([...at, ...path, key]),
      message: unknownKey(key, known, options.meant ?? {}),
    }));
  });
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => `'${String(value)}'`).join(', ')}`;
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input: expected ')) {
    return issue.message.slice('Invalid input: expected '.length);
  }
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  return issue.message;
}

function unknownKey(key: string, known: string[], meant: Record<string, string>): string {
  const instead = meant[key];
  if (instead) return `unknown option: what is meant here is ${instead}`;
  const near = nearestName(key, known);
  if (near) return `unknown key; did you mean '${near}'?`;
  return known.length > 0 ? `unknown key; known here: ${known.join(', ')}` : 'unknown key; nothing is known here';
}

function pathText(path: string[]): string {
  return path.join('.') || '(the whole file)';
}

/** The keys that the schema knows at a path, through optionals, arrays and records. */
function knownKeys(schema: z.ZodType, path: PropertyKey[]): string[] {
  let here: unknown = schema;
  for (const key of path) {
    here = unwrap(here);
    if (here instanceof z.ZodObject) here = here.shape[String(key)];
    else if (here instanceof z.ZodArray) here = here.element;
  }
  here = unwrap(here);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}
