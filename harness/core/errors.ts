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
 * A failure with everything that a person needs: what and where (message), what to do instead (hint), and the exit
 * code.
 */
export class PoolproofError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(code: string, message: string, options: { exitCode: ExitCode; hint?: string; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
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
