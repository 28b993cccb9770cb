import type { RequestSpec } from '../scenario/types.ts';

/** The requests in turn, each as often as its weight says, then from the start again. */
export function takeTurns(requests: readonly RequestSpec[]): () => RequestSpec {
  const round = requests.flatMap((request) => Array.from({ length: request.weight }, () => request));
  let turn = 0;
  return () => round[turn++ % round.length] as RequestSpec;
}
