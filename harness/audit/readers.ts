import { go } from './go/read.ts';
import { javascript } from './javascript/read.ts';
import type { Reader } from './reader.ts';

/** A reader for each language. */
export const READERS: readonly Reader[] = [javascript, go];
