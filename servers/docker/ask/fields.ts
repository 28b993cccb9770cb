import { z } from 'zod';

// Fields of request bodies as Go's decoder reads them: absent and null are the zero value.

export const bool = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A list of strings, or one string; null where there is none. */
export const strings = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((value) => (typeof value === 'string' ? [value] : (value ?? null)));

export function dictionary<T>(values: z.ZodType<T>) {
  return z
    .record(z.string(), values)
    .nullish()
    .transform((value) => value ?? {});
}
