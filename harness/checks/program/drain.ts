import { formatCount } from '../../core/units.ts';
import { PHASES } from '../../record/phases/table.ts';
import { restAt } from '../../record/rest.ts';
import { streamsBeside } from '../../record/streams.ts';
import { type CheckFunction, verdict } from '../check.ts';
import { drain as ofClients } from '../drain.ts';

/** As that of a client; but one that still works off its lines is not at rest yet, and nobody knows how many it has. */
export const drain: CheckFunction = (measured) => {
  const { phases, drive } = measured.evidence;
  const rest = restAt(phases, PHASES.drain);
  if (drive !== 'stdin' || !rest || rest.serverActive <= streamsBeside(measured.evidence)) return ofClients(measured);
  const busy = formatCount(rest.serverActive, 'connection');
  const sentence = `The program still worked off the lines that it had been fed, on ${busy}: feed it fewer (linesPerSecond).`;
  return verdict('drain', 'inconclusive', sentence, { afterLoad: rest });
};
