import type { Client, RequestInit, RequestSpec } from '../scenario/types.ts';
import { failureOf, judge, type Outcome } from './outcome.ts';

/** Room for one request in flight. It is used again and again, so that a request costs no closures of its own. */
export class Place {
  startedMs = 0;
  /** The same less what the machine had kept from this process until then: by this its deadline counts. */
  startedRunningMs = 0;
  /** How many requests may end before this one without having overtaken it. */
  fairlyBefore = 0;
  isInFlight = false;
  private spec: RequestSpec | undefined;
  private caller: AbortController | undefined;
  private readonly onAnswer: (answer: unknown) => void;
  private readonly onError: (error: unknown) => void;

  constructor(onEnd: (place: Place, outcome: Outcome) => void) {
    const end = (outcome: Outcome) => {
      // What is answered after it was given up counts no more; that place is not used again.
      if (!this.isInFlight) return;
      this.isInFlight = false;
      onEnd(this, outcome);
    };
    this.onAnswer = (answer) => end(judge(answer, this.spec as RequestSpec));
    this.onError = (error) => end(failureOf(error));
  }

  send(client: Client, spec: RequestSpec): void {
    this.spec = spec;
    this.isInFlight = true;
    this.caller = new AbortController();
    ask(client, spec, this.caller.signal).then(this.onAnswer, this.onError);
  }

  /** Calls the request off by its signal and leaves it behind: whether the client obeys is its own affair. */
  giveUp(reason: Error): void {
    this.isInFlight = false;
    this.caller?.abort(reason);
  }
}

function ask(client: Client, { method, path, headers, body }: RequestSpec, signal: AbortSignal): Promise<unknown> {
  const init: RequestInit = { method, headers, signal };
  if (body !== null) init.body = body;
  try {
    return Promise.resolve(client.request(path, init));
  } catch (error) {
    return Promise.reject(error);
  }
}
