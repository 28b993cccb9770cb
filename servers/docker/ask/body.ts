import type { z } from 'zod';
import type { Exchange } from '../../route.ts';
import { badParameter, unclassified } from '../reply/errors.ts';
import { goKind, parseGoJson } from './go-json.ts';
import { readBody } from './read-body.ts';

/** The JSON body, checked: its content type first, then its syntax, then the types of what the mock reads. */
export async function askJson<T>({ request }: Exchange, schema: z.ZodType<T>): Promise<T> {
  const contentType = request.headers['content-type'] ?? '';
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase();
  const hasBody = request.headers['content-length'] !== '0' && 'content-length' in request.headers;
  const mayHaveBody = hasBody || 'transfer-encoding' in request.headers;
  if (mediaType !== 'application/json' && (contentType || mayHaveBody)) {
    throw badParameter(`Content-Type specified (${contentType}) must be 'application/json'`);
  }
  const text = (await readBody(request)).toString();
  if (text.trim() === '') throw unclassified('EOF');
  const body = parseGoJson(firstValue(text), 'unexpected EOF') ?? {};
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  const wrong = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], body);
  throw unclassified(`json: cannot unmarshal ${goKind(wrong)} into Go struct field .${path.join('.')}`);
}

/** Go's decoder reads one value and leaves what follows; for a whole object that is all up to its brace. */
function firstValue(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const end = /after JSON at position (\d+)/.exec((error as SyntaxError).message)?.[1];
    return end ? text.slice(0, Number(end)) : text;
  }
}
