import type { Language } from '../record/audit.ts';
import type { Facts } from './facts/facts.ts';
import type { SourceFile } from './files/source.ts';

/** What turns the source files of one language into facts; it never runs them. */
export interface Reader {
  language: Language;
  /** With their dot. */
  extensions: readonly string[];
  /** Matches a word that stands in every file worth parsing. */
  words: RegExp;
  read(files: readonly SourceFile[]): Promise<Facts>;
}
