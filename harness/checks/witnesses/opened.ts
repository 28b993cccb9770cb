import { WITNESSES } from '../../core/bounds/witnesses.ts';
import { formatCount } from '../../core/units.ts';
import { played, talliesOf, untilCollected, windowsOf } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { total } from '../check.ts';
import type { Objection } from './objections.ts';

/** Connections opened between the snapshots of 'baseline' and 'collect'. */
export interface Opened {
  client: number | null;
  server: number;
  /** Requests that failed or were called off, each of which may have tried to connect in vain. */
  failed: number;
}

export function openedBetween(measured: MeasuredCase): Opened {
  const phases = measured.evidence.phases;
  const [before, after] = [PHASES.baseline, PHASES.collect].map((kind) => played(phases, kind)?.snapshot?.inside);
  const between = untilCollected(phases).filter(({ role }) => role !== 'start');
  const tallies = [...talliesOf(between), ...measured.evidence.signal.rounds];
  const opened = before && after ? after.clientSocketsOpened - before.clientSocketsOpened : 0;
  return {
    // None at all: it opens them where Node's channel does not reach.
    client: opened > 0 ? opened : null,
    server: total(windowsOf(between), 'opened'),
    failed: tallies.reduce((sum, { errors, neverAnswered }) => sum + errors + neverAnswered, 0),
  };
}

export function objectionToOpened({ client, server, failed }: Opened): Objection | undefined {
  if (client === null || client - server <= failed + WITNESSES.inBetween.is) return undefined;
  const counts = `The client opened ${formatCount(client, 'socket')} and the server accepted ${server}`;
  return {
    status: 'inconclusive',
    sentence: failed > 0 ? `${counts}, where only ${formatCount(failed, 'request')} failed` : counts,
  };
}
