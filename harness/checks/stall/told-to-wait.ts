import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { MeasuredCase } from '../../record/schema.ts';

/** By order of the scenario these keep connections waiting, or gone, while the server has no request. */
const KEEP_WAITING = ['slow-accept', 'refuse', 'restart', 'rate-limit', 'burst'];

/** What a record says of a behaviour, in the words of the scenario. */
interface Ordered {
  refuseFirst?: number;
  faults?: readonly { kind: string }[];
}

/**
 * Whether the client may rightly wait while the server has nothing of it: it was refused, told to come again later, or
 * left with a broken request, after which it may take its time. Undefined: it has no such reason.
 */
export function reasonToWait(measured: MeasuredCase, windows: readonly LedgerWindow[]): string | undefined {
  const { refuseFirst = 0, faults = [] }: Ordered = measured.target.behaviour;
  const kinds = [...(refuseFirst > 0 ? ['refuse'] : []), ...faults.map(({ kind }) => kind)];
  const ordered = kinds.find((kind) => KEEP_WAITING.includes(kind));
  if (ordered) return `the scenario orders '${ordered}'`;
  const refused = windows.some(({ closures }) =>
    closures.some(({ by, reason, count }) => by === 'server' && reason === 'refused' && count > 0),
  );
  if (refused) return 'the server refused connections';
  const failed = windows.flatMap(({ statuses }) => Object.keys(statuses)).find((status) => !(Number(status) < 400));
  if (failed === undefined) return undefined;
  return failed === 'none' ? 'requests broke off' : `the server answered ${failed}`;
}
