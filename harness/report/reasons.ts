import type { CaseRecord, Check } from '../record/schema.ts';

/** Where the figures beside a verdict look as if it should not have passed, by check. */
const LOOKS_WORSE: Readonly<Record<string, (of: CaseRecord) => boolean>> = {
  config: ({ checks }) => checks.some(({ name, details }) => name === 'config' && isSome(details.advice)),
  limit: ({ settings: { connectionLimit: limit }, metrics: { connectionsPeak: open, connectionsActivePeak: busy } }) =>
    limit !== null && (isMore(open, limit) || (busy !== null && 2 * busy < limit)),
  reuse: ({ metrics: { connectionsOpened, connectionsPeak } }) => isMore(connectionsOpened, connectionsPeak),
  drain: ({ settings: { allow } }) => allow.drain.length > 0,
  close: ({ metrics: { handlesBaseline, handlesAfterClose } }) => isMore(handlesAfterClose, handlesBaseline),
  exit: ({ evidence: { ending } }) => ending.outcome !== 'exited',
  errors: ({ metrics: { errors } }) => isMore(errors, 0),
  stall: ({ metrics: { neverAnswered } }) => isMore(neverAnswered, 0),
  warnings: ({ evidence: { warnings } }) => warnings.length > 0,
};

/** Whether a tick is not to be understood without its sentence, which then stands beside it. */
export function needsReason(of: CaseRecord, { name, status }: Check): boolean {
  return status === 'pass' && (LOOKS_WORSE[name]?.(of) ?? false);
}

function isMore(figure: number | null, than: number | null): boolean {
  return figure !== null && than !== null && figure > than;
}

function isSome(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}
