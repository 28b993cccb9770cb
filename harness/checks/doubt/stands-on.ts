import type { PlayedPhase } from '../../record/evidence/phase.ts';
import { loads, played, rests } from '../../record/phases/select.ts';
import { PHASES, type PhaseKind } from '../../record/phases/table.ts';

/**
 * On whose word each check accuses the client. Where that can be the server's alone, a witness who could see, and saw
 * otherwise, is heard before the client is charged; where it cannot, nobody else could contradict.
 */
interface Standing {
  /** May a failure rest on the server's count of connections, without any other? */
  onServerAlone: boolean;
  witnesses: string;
  /** The phases that it looks at, where they are not all. */
  phases?: (all: readonly PlayedPhase[]) => PlayedPhase[];
}

const only = (kind: PhaseKind) => (all: readonly PlayedPhase[]) =>
  [played(all, kind)].filter((one) => one !== undefined);

export const STANDS_ON: Record<string, Standing> = {
  config: { onServerAlone: false, witnesses: 'the configuration and the live pools of the client' },
  limit: { onServerAlone: true, witnesses: "the server's levels at each event" },
  reuse: { onServerAlone: true, witnesses: "the server's connections, and who closed them", phases: loads },
  growth: {
    onServerAlone: true,
    witnesses: "the server's count; /proc and the client for all else",
    phases: only(PHASES.growth),
  },
  drain: { onServerAlone: true, witnesses: "the server's count; /proc and the client for all else", phases: rests },
  close: {
    onServerAlone: true,
    witnesses: "the server's count; /proc and the client for all else",
    phases: only(PHASES.close),
  },
  exit: { onServerAlone: false, witnesses: 'the process' },
  errors: { onServerAlone: false, witnesses: "the client's word, and the server's answers beside it" },
  // Only that requests came in behind a busy connection, while another one was idle, is the server's word alone.
  stall: {
    onServerAlone: true,
    witnesses: "the client's deadlines; the server's idle stretches beside them",
    phases: loads,
  },
  warnings: { onServerAlone: false, witnesses: 'the process, its sockets and signals' },
  // It sets the witnesses against each other; the server's count is one of them.
  witnesses: { onServerAlone: false, witnesses: 'the server, the kernel and the client' },
};

/** A bound may be set to a metric of the server's. */
export const THRESHOLD: Standing = { onServerAlone: true, witnesses: "the metric's", phases: loads };
