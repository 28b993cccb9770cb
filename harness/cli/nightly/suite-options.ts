export interface SuiteOptions {
  /** Where the records of the single runs go: the night's own folder. */
  out: string;
  id: string;
  rounds: number;
  seed: number;
  quiet: boolean;
  verbose: boolean;
  /** The commit where it is another one than this checkout's. */
  commit?: string;
  say: (text: string) => void;
}
