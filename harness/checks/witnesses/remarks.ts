import { formatCount } from '../../core/units.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { total } from '../check.ts';
import { type Account, halfClosed } from './accounts.ts';

/** What is worth a word beside the verdict: what each witness cannot see, and connections that are neither open nor gone. */
export function remarksOn(measured: MeasuredCase, accounts: readonly Account[]): string[] {
  const neverUsed = neverUsedIn(measured);
  return [
    ...blindness(measured, accounts),
    ...accounts.flatMap(inBetween).slice(0, 1),
    ...(neverUsed > 0 ? [`${formatCount(neverUsed, 'connection')} never carried a request`] : []),
  ];
}

/** Connections that ended without a request, other than those that the server refused on arrival. */
export function neverUsedIn({ evidence: { ledger } }: MeasuredCase): number {
  const windows = Object.values(ledger);
  const refused = windows.flatMap(({ closures }) => closures).filter(({ reason }) => reason === 'refused');
  return total(windows, 'neverUsed') - refused.reduce((sum, { count }) => sum + count, 0);
}

function blindness({ evidence: { borders } }: MeasuredCase, accounts: readonly Account[]): string[] {
  const blind: string[] = [];
  const tell = (isThere: boolean, witness: 'kernel' | 'client', remark: string) => {
    if (isThere && accounts.every((account) => account[witness] === null)) blind.push(remark);
  };
  const seen = Object.values(borders);
  tell(
    seen.some(({ kernel }) => kernel !== null),
    'kernel',
    'the kernel shows none of them here',
  );
  tell(
    seen.some(({ inside }) => inside !== null),
    'client',
    'the client publishes nothing',
  );
  const fewer = accounts.find(({ client, server }) => client !== null && client < server);
  if (fewer) blind.push(`the client publishes ${fewer.client} of ${fewer.server} ${fewer.when}`);
  return blind;
}

function inBetween({ kernel, when }: Account): string[] {
  if (!kernel) return [];
  const { backlog } = kernel;
  const half = halfClosed(kernel);
  return [
    ...(half > 0 ? [`${half} half closed ${when}`] : []),
    ...(backlog > 0 ? [`${backlog} in the server's queue ${when}`] : []),
  ];
}
