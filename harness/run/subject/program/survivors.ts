import { setTimeout as sleep } from 'node:timers/promises';
import { lookUntil } from '../../../core/wait.ts';
import { markedProcesses, type ProcessRow, processName, readProcess } from '../../../recorders/kernel/processes.ts';

// What a program started is found by a mark in its environment: a process group misses who left it (setsid), and the
// tree of parents misses orphans. One that wipes its environment (Perl's $0, setproctitle) and leaves the group is
// found by its number, where it was seen below its parent before.

const KILLED_MS = 5_000;
const LOOK_MS = 20;
const LAST_TO_END_MS = 2_000;

/** How the processes of a program are known: by a line of their environment, or because they were seen below it. */
interface Known {
  mark: string;
  seen: readonly ProcessRow[];
}

/**
 * What of it runs on beside the program itself, by name and number. Helpers that end because it has ended, as by the
 * end of a pipe, are given time to.
 */
export function survivorsOf(known: Known, own: number | undefined): Promise<string[]> {
  const left = () => running(known).filter((pid) => pid !== own);
  return lookUntil(
    () => left().map((pid) => `${processName(pid) || 'a process'} (${pid})`),
    (names) => names.length === 0,
    { deadlineMs: LAST_TO_END_MS },
  );
}

/** Ends all of it; what ends starts nothing any more, what it started meanwhile is found by the next look. */
export async function endAll(known: Known): Promise<void> {
  for (let waitedMs = 0; waitedMs < KILLED_MS; waitedMs += LOOK_MS) {
    const left = running(known);
    if (left.length === 0) return;
    for (const pid of left) kill(pid);
    await sleep(LOOK_MS);
  }
}

/** One that has ended and waits for its parent runs no more; a number that was given again is another process. */
function running({ mark, seen }: Known): number[] {
  const still = seen.filter(({ id, startedTicks }) => readProcess(id)?.startedTicks === startedTicks);
  const all = new Set([...markedProcesses(mark), ...still.map(({ id }) => id)]);
  return [...all].filter((pid) => readProcess(pid)?.isZombie === false);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone since the look.
  }
}
