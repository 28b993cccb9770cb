import { EXIT } from '../core/errors.ts';
import { say, showFoot } from './say.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupt extends Disposable {
  /** Aborted by the first signal: stop, drain, save. */
  stop: AbortSignal;
}

/**
 * The first Ctrl-C stops in order, the second ends now; the guardian then ends every child and removes every socket.
 */
export function listenForInterrupt(
  message = 'Stopping: what is running is brought to its end and what was measured is saved. Again to end now.',
): Interrupt {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) {
      showFoot([]);
      process.exit(EXIT.interrupted);
    }
    say(message);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    stop: controller.signal,
    [Symbol.dispose]() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
