import { formatCount } from '../../core/units.ts';
import { windowsOf } from '../../record/phases/select.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { neverUsedIn } from '../never-used.ts';
import { type Account, halfClosed } from './accounts.ts';

/**
 * What is worth a word beside the verdict: what each witness cannot see, and connections that are neither open nor
 * gone.
 */
export function remarksOn(measured: MeasuredCase, accounts: readonly Account[]): string[] {
  const neverUsed = neverUsedIn(windowsOf(measured.evidence.phases));
  return [
    ...blindness(measured, accounts),
    ...accounts.flatMap(inBetween).slice(0, 1),
    ...(neverUsed > 0 ? [`${formatCount(neverUsed, 'connection')} never carried a request`] : []),
  ];
}

function blindness(measured: MeasuredCase, accounts: readonly Account[]): string[] {
  const blind: string[] = [];
  const tell = (isThere: boolean, witness: 'kernel' | 'client', remark: string) => {
    if (isThere && accounts.every((account) => account[witness] === null)) blind.push(remark);
  };
  const seen = measured.evidence.phases.flatMap(({ snapshot }) => snapshot ?? []);
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
