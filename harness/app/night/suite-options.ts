import type { Environment } from '../../record/schema.ts';

export interface SuiteOptions {
  /** Where the records of the single runs go: the night's own folder. */
  out: string;
  id: string;
  rounds: number;
  /** Of the comparison of two commits. */
  confirmationRounds: number;
  seed: number;
  /** What is measured where it is another commit than this checkout's. */
  measured?: Partial<Environment>;
  say: (text: string) => void;
}
