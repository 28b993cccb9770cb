import { messageOf } from '../core/errors.ts';
import type { RequestSpec } from '../scenario/types.ts';

/** What became of one request. A failure has a stable code; 'never answered' is neither an answer nor an error. */
export type Outcome =
  | { kind: 'answered'; status: number }
  | { kind: 'error'; code: string; message: string }
  | { kind: 'never answered' };

export const NEVER_ANSWERED: Outcome = { kind: 'never answered' };

/** What `request()` resolved to, whatever that is. */
export function judge(answer: unknown, spec: RequestSpec): Outcome {
  try {
    const status = (answer as { status?: unknown } | null | undefined)?.status;
    if (typeof status !== 'number') return { kind: 'error', code: 'BAD_RESULT', message: noStatus(answer) };
    if (isExpected(spec, status)) return { kind: 'answered', status };
    return { kind: 'error', code: `HTTP_${status}`, message: wasAnswered(spec, status) };
  } catch (error) {
    return failureOf(error);
  }
}

function noStatus(answer: unknown): string {
  return `request() resolved to ${JSON.stringify(answer) ?? String(answer)}; expected { status: number }`;
}

/** What `request()` threw or rejected with. */
export function failureOf(error: unknown): Outcome {
  return { kind: 'error', code: codeOf(error), message: messageOf(error) };
}

export function isExpected({ expectStatus }: RequestSpec, status: number): boolean {
  return expectStatus === null ? status < 400 : status === expectStatus;
}

/** How an unexpected status is named, with the scenario's key that says what is. */
export function wasAnswered({ method, path, expectStatus }: RequestSpec, status: number): string {
  const expected = expectStatus === null ? 'one below 400' : expectStatus;
  return `${method} ${path} was answered with ${status}, where ${expected} was expected (the request's expectStatus)`;
}

/** The stable code of an error, which fetch hides in the cause. */
export function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth += 1) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return error instanceof Error ? error.name : 'THROWN';
}
