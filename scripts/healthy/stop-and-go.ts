import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { drawWhole, pick, type Random } from '../../harness/core/random.ts';
import { commandOf, descendantsOf } from '../../harness/recorders/kernel/processes.ts';
import { SERVER_MAIN } from '../../harness/run/server-process.ts';
import { THIS_NODE } from '../../harness/run/subject-node.ts';

/** A machine that leaves processes of a case without a core, again and again. */
export interface Rhythm {
  /** 'in turn': now the one, now the other. */
  who: 'client' | 'server' | 'in turn' | 'both';
  stoppedMs: number;
  goingMs: number;
}

/** By the name of the file that each runs. */
const CLIENT = path.basename(THIS_NODE.entry.pathname);
const SERVER = path.basename(SERVER_MAIN.pathname);
/** Until there is something to stop. */
const LOOK_MS = 20;

const TURNS: Record<Rhythm['who'], readonly (readonly string[])[]> = {
  client: [[CLIENT]],
  server: [[SERVER]],
  'in turn': [[CLIENT], [SERVER]],
  both: [[CLIENT, SERVER]],
};

/** Long enough stops to make a stretch without progress, and enough time between them to come to an end. */
export function drawRhythm(random: Random): Rhythm {
  const stoppedMs = pick(random, [
    drawWhole(random, 20, 250),
    drawWhole(random, 250, 600),
    drawWhole(random, 600, 2_500),
  ]);
  return {
    who: pick(random, ['client', 'server', 'in turn', 'both']),
    stoppedMs,
    goingMs: drawWhole(random, Math.ceil(stoppedMs / 8), stoppedMs),
  };
}

/** Stops what this process has started, by SIGSTOP, and lets it go on, until it is disposed of: then all goes on. */
export function stopAndGo({ who, stoppedMs, goingMs }: Rhythm): AsyncDisposable & { stops(): number } {
  let stops = 0;
  const over = new AbortController();
  const pause = (ms: number) => sleep(ms, undefined, { signal: over.signal }).catch(() => {});
  const turns = TURNS[who];
  const playing = (async () => {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      const stopped = childrenThatRun(turns[turn % turns.length] ?? []);
      if (stopped.length === 0) {
        await pause(LOOK_MS);
        continue;
      }
      stops += 1;
      for (const pid of stopped) signal(pid, 'SIGSTOP');
      await pause(stoppedMs);
      for (const pid of stopped) signal(pid, 'SIGCONT');
      await pause(goingMs);
    }
  })();
  return {
    /** How often until now. */
    stops: () => stops,
    async [Symbol.asyncDispose]() {
      over.abort();
      await playing;
    },
  };
}

function childrenThatRun(scripts: readonly string[]): number[] {
  return descendantsOf(process.pid).filter((pid) => scripts.includes(commandOf(pid).script));
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
