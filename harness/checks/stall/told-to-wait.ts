import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { RequestTally } from '../../record/evidence/requests.ts';
import type { MeasuredCase } from '../../record/schema.ts';

/** By order of the scenario these keep connections waiting, or gone, and leave nothing that the ledger could count. */
const KEEP_WAITING = ['slow-accept', 'restart'];

/** What a record says of a behaviour, in the words of the scenario. */
interface Ordered {
  faults?: readonly { kind: string; fault?: { kind?: unknown } }[];
}

/** What the client was given, and what its calls made of it. */
export interface Given {
  windows: readonly LedgerWindow[];
  tallies: readonly RequestTally[];
}

/**
 * Whether the client may rightly wait, this many times, while the server has nothing of it: as often at least it was
 * refused, was given an error, which may mean 'later', or had its request broken by the server. What it breaks itself
 * is no reason, nor is a status that it takes for an answer. Undefined: it has none.
 */
export function reasonToWait(measured: MeasuredCase, times: number, { windows, tallies }: Given): string | undefined {
  const { faults = [] }: Ordered = measured.target.behaviour;
  const kinds = faults.map(({ kind, fault }) => (kind === 'burst' ? String(fault?.kind) : kind));
  const ordered = kinds.find((kind) => KEEP_WAITING.includes(kind));
  if (ordered) return `the scenario orders '${ordered}'`;
  const refused = sum(
    windows.flatMap(({ closures }) => closures.map((one) => (one.reason === 'refused' ? one.count : 0))),
  );
  if (refused >= times) return 'the server refused connections';
  const broken = sum(windows.flatMap((window) => Object.values(window.broken?.byServer ?? {})));
  if (broken >= times) return 'the server broke requests off';
  const taken = new Set(tallies.flatMap(({ statuses }) => Object.keys(statuses)));
  const failed = windows
    .flatMap(({ statuses }) => Object.entries(statuses))
    .filter(([status]) => Number(status) >= 400 && !taken.has(status));
  if (sum(failed.map(([, count]) => count)) < times) return undefined;
  return `the server answered ${failed[0]?.[0]}`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
