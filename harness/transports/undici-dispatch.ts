import type { Dispatcher } from 'undici';
import type { MakeTransport } from './transport.ts';
import { makeUndiciDispatcher } from './undici-dispatcher.ts';

export const makeUndiciDispatch: MakeTransport = (options, destination) => {
  const dispatcher = makeUndiciDispatcher(options, destination);
  return {
    request: (path, { method = 'GET', headers, body, signal } = {}) =>
      new Promise((resolve, reject) => {
        const { origin } = destination;
        dispatcher.dispatch(
          { origin, path, method: method as 'GET', headers: headers ?? null, body: body ?? null },
          handleAnswer(resolve, reject, signal),
        );
      }),
    close: () => dispatcher.close(),
  };
};

/** Keeps the status and lets the body pass. undici knows no signal on this floor: calling off is the handler's work. */
function handleAnswer(
  resolve: (answer: { status: number }) => void,
  reject: (reason: unknown) => void,
  signal: AbortSignal | undefined,
): Dispatcher.DispatchHandler {
  let status = 0;
  let controller: Dispatcher.DispatchController | undefined;
  const abort = () => controller?.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const forget = () => signal?.removeEventListener('abort', abort);
  return {
    onRequestStart(started) {
      controller = started;
      // Called off while it waited for a connection.
      if (signal?.aborted) abort();
    },
    onResponseStart(_controller, statusCode) {
      status = statusCode;
    },
    onResponseData() {},
    onResponseEnd() {
      forget();
      resolve({ status });
    },
    onResponseError(_controller, error) {
      forget();
      reject(error);
    },
  };
}
