/** Exit codes of every command; frozen, because scripts branch on them. */
export const EXIT = {
  pass: 0,
  fail: 1,
  inconclusive: 2,
  usage: 64,
  input: 65,
  fault: 70,
  interrupted: 130,
} as const;

type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * A failure with everything that a person needs: what and where (a headline and, where there is more than one thing, a
 * line for each in `details`; `message` is both), what to do instead (hint), and the exit code.
 */
export class PoolproofError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly headline: string;
  readonly details: readonly string[];

  constructor(
    code: string,
    headline: string,
    options: { exitCode: ExitCode; details?: readonly string[]; hint?: string; cause?: unknown },
  ) {
    const { details = [], cause } = options;
    const message = [headline, ...details.map((detail) => `  ${detail}`)].join('\n');
    super(message, cause === undefined ? undefined : { cause });
    this.headline = headline;
    this.details = details;
    this.name = 'PoolproofError';
    this.code = code;
    this.exitCode = options.exitCode;
    this.hint = options.hint;
  }
}

/** The text of whatever was thrown, which need not be an Error. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message || thrown.name;
  return typeof thrown === 'string' ? thrown : `a thrown ${typeof thrown}: ${String(thrown)}`;
}
