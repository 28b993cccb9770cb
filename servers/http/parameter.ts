/** A parameter that makes no sense; its message goes to the client with a 400. */
export class BadParameter extends Error {}

/** The whole number in a request's query, or `fallback` where there is none. */
export function wholeParameter(
  query: URLSearchParams,
  name: string,
  { fallback, most }: { fallback: number; most: number },
): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new BadParameter(`${name} must be a whole number from 0 to ${most}, not '${text}'`);
}

/** What one answer may hold; it is in memory whole. */
export const MOST_BYTES = 100 * 2 ** 20;
