import { constants } from 'node:os';
import { badParameter } from '../reply/errors.ts';

const HIGHEST = 64;

export const SIGNAL = {
  TERM: constants.signals.SIGTERM,
  KILL: constants.signals.SIGKILL,
  CHLD: constants.signals.SIGCHLD,
  CONT: constants.signals.SIGCONT,
  STOP: constants.signals.SIGSTOP,
  TSTP: constants.signals.SIGTSTP,
  TTIN: constants.signals.SIGTTIN,
  TTOU: constants.signals.SIGTTOU,
  URG: constants.signals.SIGURG,
  WINCH: constants.signals.SIGWINCH,
} as const;

/** The number of a signal by number, by name, or by name without SIG, in any case. */
export function parseSignal(text: string): number {
  const bare = text.toUpperCase().replace(/^SIG/, '');
  const named = (constants.signals as Record<string, number>)[`SIG${bare}`];
  const signal = named ?? (/^\d+$/.test(text) ? Number(text) : 0);
  if (signal < 1 || signal > HIGHEST) throw badParameter(`Invalid signal: ${text}`);
  return signal;
}
