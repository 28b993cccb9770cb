import { z } from 'zod';
import type { TransportKind } from '../../../scenario/transports/kind.ts';

/** The options that a scenario's transport has. */
export function optionNames({ options }: TransportKind): string[] {
  return options instanceof z.ZodObject ? Object.keys(options.shape) : [];
}
