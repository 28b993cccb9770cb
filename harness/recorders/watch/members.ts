import type { Selection } from '../../record/watch.ts';
import { readProcStatus } from '../kernel/proc-status.ts';
import {
  commandOf,
  commOf,
  descendantsOf,
  listProcesses,
  type ProcessRow,
  processName,
  readProcess,
} from '../kernel/processes.ts';

/** A process that is watched. */
export interface Member {
  pid: number;
  /** Tells it from a later one with the same number. */
  startedTicks: number;
  /** 'node server.mjs', 'curl'. */
  name: string;
}

/**
 * The processes that were asked for and all that they started, without ourselves and who started us, unless that one
 * was asked for by its number. A look at all processes.
 */
export function findMembers({ pids, names, groups }: Selection, procRoot: string): Member[] {
  const all = listProcesses(procRoot).filter(({ isZombie }) => !isZombie);
  const ours = new Set([...ancestorsOf(process.pid, all), process.pid]);
  const asked = all.filter(
    ({ id, group }) => pids.includes(id) || (!ours.has(id) && (groups.includes(group) || hasName(id, names, procRoot))),
  );
  const found = new Set(asked.flatMap(({ id }) => [id, ...descendantsOf(id, procRoot, all)]));
  return all
    .filter(({ id }) => found.has(id) && (!ours.has(id) || pids.includes(id)) && id !== process.pid)
    .map(({ id, startedTicks }) => ({ pid: id, startedTicks, name: processName(id, procRoot) }));
}

/** Whether this very process is still there; one that is on its way out has no memory any more. */
export function isAlive({ pid, startedTicks }: Member, procRoot: string): boolean {
  const now = readProcess(pid, procRoot);
  return now !== null && !now.isZombie && now.startedTicks === startedTicks && readProcStatus(pid, procRoot) !== null;
}

function ancestorsOf(pid: number, all: readonly ProcessRow[]): number[] {
  const parent = all.find(({ id }) => id === pid)?.parent;
  return parent === undefined || parent === 0 ? [] : [parent, ...ancestorsOf(parent, all)];
}

/** By the name that ps shows, by the program's file or by that of the script that it runs. */
function hasName(pid: number, names: readonly string[], procRoot: string): boolean {
  if (names.length === 0) return false;
  const { program, script } = commandOf(pid, procRoot);
  const known = [commOf(pid, procRoot), program, script];
  return names.some((name) => known.includes(name) || known[0] === name.slice(0, COMM_LENGTH));
}

/** The kernel cuts the name of a process (TASK_COMM_LEN, without the end). */
const COMM_LENGTH = 15;
