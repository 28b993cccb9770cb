import { type CheckFunction, verdict } from './check.ts';
import { adviceFor } from './config/advice.ts';
import { contradictionsIn } from './config/contradictions.ts';

/**
 * Do the settings fit each other and the server? A contradiction fails; what is only risky is given as advice. What was
 * written down counts, and what the live Agents and clients say through which the requests went.
 */
export const config: CheckFunction = (measured) => {
  const contradictions = contradictionsIn(measured);
  const advice = adviceFor(measured);
  const { heard: unknown } = measured.evidence.lacks;
  const details = { advice, agents: measured.evidence.agents, options: measured.settings.options };
  if (contradictions.length > 0) return verdict('config', 'fail', contradictions.join(' '), details);
  const told =
    advice.length > 0 ? `No contradiction. Advice: ${advice.join(' ')}` : 'The settings fit each other and the server.';
  const rest = unknown === undefined ? '' : ` What its live pools say is not known: ${unknown}.`;
  return verdict('config', 'pass', told + rest, details);
};
