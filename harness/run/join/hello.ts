import { commandLine } from '../../core/command-line.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';

/** What a shard says of itself when it comes to a coordinator. */
export interface Hello {
  token: string;
  runId: string;
  /** From 1 to the total. */
  index: number;
  total: number;
  /** What must be the same for all shards, by name. */
  fingerprints: Record<string, string>;
}

/** The clocks of the coordinator, at one moment. */
export interface Clocks {
  monotonicMs: number;
  wallMs: number;
}

/** A shard cannot take part: what it says or asks for does not go with the others. */
export class JoinRefused extends Error {
  readonly code = 'JOIN_REFUSED';
}

/** Others did not come in time. */
export class JoinTimeout extends Error {
  readonly code = 'JOIN_TIMEOUT';
}

/** The same for people, at the shard's end, where only message and code have arrived. */
export function explainJoin(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'JOIN_REFUSED') {
    return new PoolproofError(code, String(message), {
      exitCode: EXIT.usage,
      hint: 'Start all shards of a run alike, each once, under an id of its own.',
    });
  }
  if (code === 'JOIN_TIMEOUT') {
    return new PoolproofError(code, String(message), {
      exitCode: EXIT.inconclusive,
      hint: `Start all shards again, or give them longer: ${commandLine('servers', '--join-port N --join-timeout 5m')}.`,
    });
  }
  return error;
}
