import type { ConnectionSample, LedgerWindow } from '../record/evidence/ledger.ts';
import type { Series } from '../record/schema.ts';
import type { Spread } from '../record/step-fold.ts';
import type { FaultSpec } from '../scenario/faults.ts';

/**
 * What a run connects to, started and listening. Every target counts connections; the rest is abilities, all of which
 * the mocks have. Where one is missing, the phase that needs it is not played, and the record says why.
 */
export interface Target extends Partial<TargetAbilities>, AsyncDisposable {
  origin: string;
  socketPath: string | null;
  /** Where it listens, for people. */
  address: string;
  /** What is open and in flight now, and how many requests there have been. */
  counts(): Promise<Counts>;
  /** Ends the present window of the account and begins the next one. */
  cut(originMs: number): Promise<LedgerWindow>;
  /** The whole account. */
  account(originMs: number): Promise<Account>;
}

export interface TargetAbilities {
  /** The load begins: the schedules of faults count from here. */
  begin(): Promise<void>;
  /** From here on these faults act beside its own; none ends them. */
  behave(faults: FaultSpec[]): Promise<void>;
  /** This many of the requests in flight are streams, which stay open and are no work. */
  hold(streams: number): Promise<void>;
  /** Listens at a second address too; false where this machine has no such address. */
  listenToo(address: string): Promise<boolean>;
}

export type TargetAbility = keyof TargetAbilities;

/** Why something was not tried, as the end of a sentence. */
export const TARGET_LACKS: Record<TargetAbility, string> = {
  begin: 'the target has no schedule',
  behave: 'the target cannot be made to misbehave',
  hold: 'the target cannot tell them from work',
  listenToo: 'the target cannot listen at a second address',
};

export interface Counts {
  open: number;
  active: number;
  requests: number;
}

export interface Account {
  series: { open: Series; active: Series; activeSpread: Spread };
  connections: ConnectionSample[];
}
