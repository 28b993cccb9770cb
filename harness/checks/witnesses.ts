import { played, windowsOf } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import { mayKeepAfter } from '../record/pool-size.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { type CheckFunction, verdict } from './check.ts';
import { neverUsedIn } from './never-used.ts';
import { type Account, accountsOf } from './witnesses/accounts.ts';
import { objectionsTo } from './witnesses/objections.ts';
import { objectionToOpened, openedBetween } from './witnesses/opened.ts';
import { remarksOn } from './witnesses/remarks.ts';

/** Do the server, the kernel and the client count the same connections, wherever nothing should be moving? */
export const witnesses: CheckFunction = (measured) => {
  const accounts = accountsOf(measured);
  const opened = openedBetween(measured);
  const details = {
    accounts,
    opened,
    neverUsed: neverUsedIn(windowsOf(measured.evidence.phases)),
    kernelSampling: measured.evidence.kernel,
  };
  if (!accounts.some(({ role }) => role !== 'start')) {
    return verdict('witnesses', 'inconclusive', 'The subject did not live to be counted at rest.', details);
  }
  const remarks = remarksOn(measured, accounts);
  const say = (sentence: string) => `${[sentence, ...remarks].join('; ')}.`;
  const objections = [
    ...accounts.flatMap((account) => objectionsTo(account, closeWaitAllowed(measured, account))),
    objectionToOpened(opened) ?? [],
  ].flat();
  const worst = objections.find(({ status }) => status === 'fail') ?? objections[0];
  if (worst) return verdict('witnesses', worst.status, say(worst.sentence), { ...details, objections });
  const present = ['Server', ...sees(accounts, 'kernel'), ...sees(accounts, 'client')];
  if (present.length === 1) {
    return verdict('witnesses', 'skipped', say('Only the server was there to count connections'), details);
  }
  return verdict('witnesses', 'pass', say(`${enumerate(present)} counted the same: ${counts(accounts)}`), details);
};

/**
 * A client on an event loop learns of a FIN at once. A blocking one (urllib3, Apache HttpClient) sees it when it takes
 * the connection from its pool again, so that the dead ends that it may keep are no fault until close().
 */
function closeWaitAllowed(measured: MeasuredCase, { phase, role }: Account): number {
  if (role === 'end') return 0;
  if (phase !== PHASES.collect.name) return Number.POSITIVE_INFINITY;
  const phases = measured.evidence.phases;
  if (played(phases, PHASES.collect)?.snapshot?.inside) return 0;
  return mayKeepAfter(measured);
}

function sees(accounts: readonly Account[], witness: 'kernel' | 'client'): string[] {
  return accounts.some((account) => account[witness] !== null) ? [witness] : [];
}

function counts(accounts: readonly Account[]): string {
  return enumerate(accounts.filter(({ role }) => role !== 'start').map(({ server, when }) => `${server} ${when}`));
}

function enumerate(parts: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(parts);
}
