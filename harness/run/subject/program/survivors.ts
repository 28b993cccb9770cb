import { setTimeout as sleep } from 'node:timers/promises';
import { markedProcesses, processName, readProcess } from '../../../recorders/kernel/processes.ts';

// What a program started is found by a mark in its environment: a process group misses who left it (setsid), and the
// tree of parents misses orphans.

const KILLED_MS = 5_000;
const LOOK_MS = 20;

/** What runs with the mark beside the program itself, by name and number. */
export function survivorsOf(mark: string, own: number | undefined): string[] {
  return running(mark)
    .filter((pid) => pid !== own)
    .map((pid) => `${processName(pid) || 'a process'} (${pid})`);
}

/**
 * Ends whatever has the mark; what ends starts nothing any more, what it started meanwhile is found by the next look.
 */
export async function endMarked(mark: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < KILLED_MS; waitedMs += LOOK_MS) {
    const left = running(mark);
    if (left.length === 0) return;
    for (const pid of left) kill(pid);
    await sleep(LOOK_MS);
  }
}

/** One that has ended and waits for its parent runs no more. */
function running(mark: string): number[] {
  return markedProcesses(mark).filter((pid) => readProcess(pid)?.isZombie === false);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone since the look.
  }
}
