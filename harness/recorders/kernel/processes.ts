import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readProcFile } from './proc-file.ts';

// Which processes there are, from /proc. A look at all of them costs tens of milliseconds: never during a load.

/** USER_HZ, in which proc(5) counts processor time, is 100 wherever Linux runs today. */
const TICKS_PER_SECOND = 100;

export interface ProcessRow {
  id: number;
  parent: number;
  group: number;
  /** One that has ended and whose parent has not asked for its end. */
  isZombie: boolean;
  /** User and system time of its own and of its children that have ended. */
  cpuMs: number;
  /** When it started, in ticks since the machine did: a number that is given again goes to one that started later. */
  startedTicks: number;
}

/** Field 22 of proc(5), counted from the state, which is field 3. */
const STARTED = 22 - 3;

/**
 * Children, their children and all processes of the group that the process leads, for an orphan loses its parent and
 * keeps its group. By a look at all processes, because /proc/<pid>/task/<tid>/children is a build option of the kernel.
 */
export function descendantsOf(
  pid: number,
  procRoot = '/proc',
  processes: readonly ProcessRow[] = listProcesses(procRoot),
): number[] {
  const found = new Set([pid]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { id, parent, group } of processes) if (found.has(parent) || group === pid) found.add(id);
  }
  found.delete(pid);
  return [...found];
}

/** The processes whose environment says `NAME=value`, no matter who their parent is now; zombies have none any more. */
export function markedProcesses(mark: string, procRoot = '/proc'): number[] {
  return processIds(procRoot).filter((id) => {
    const environment = readProcFile(path.join(procRoot, String(id), 'environ'))?.toString('latin1');
    return environment?.split('\0').includes(mark) ?? false;
  });
}

/** 'node server.mjs', 'curl': the program's name and that of the script that it runs; '' where it is gone. */
export function processName(id: number, procRoot = '/proc'): string {
  const { program, script } = commandOf(id, procRoot);
  return [program || commOf(id, procRoot), script].filter(Boolean).join(' ');
}

/** The name that the kernel has for it, cut to 15 characters (TASK_COMM_LEN, without the end). */
export function commOf(id: number, procRoot = '/proc'): string {
  const comm = readProcFile(path.join(procRoot, String(id), 'comm'));
  return comm?.toString('utf8').trim() ?? '';
}

const SCRIPT = /\.(?:[cm]?[jt]s|py|rb|pl|php|jar)$/;

/** Arguments may hold secrets: only the names of two files are taken from them. */
export function commandOf(id: number, procRoot = '/proc'): { program: string; script: string } {
  const line = readProcFile(path.join(procRoot, String(id), 'cmdline'));
  const [program = '', ...rest] = line?.toString('utf8').split('\0') ?? [];
  const script = rest.find((argument) => !argument.startsWith('-') && SCRIPT.test(argument)) ?? '';
  return { program: path.basename(program), script: path.basename(script) };
}

/** Null: there is no such process. */
export function readProcess(id: number, procRoot = '/proc'): ProcessRow | null {
  const stat = readProcFile(path.join(procRoot, String(id), 'stat'))?.toString('latin1');
  // proc(5): after the name in brackets, which may hold blanks and brackets, come state, parent, group and the others.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, parent, group] = fields;
  if (!parent || !group) return null;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return {
    id,
    parent: Number(parent),
    group: Number(group),
    isZombie: state === 'Z',
    cpuMs: (1_000 * ticks) / TICKS_PER_SECOND,
    startedTicks: Number(fields[STARTED] ?? 0),
  };
}

export function listProcesses(procRoot = '/proc'): ProcessRow[] {
  return processIds(procRoot).flatMap((id) => readProcess(id, procRoot) ?? []);
}

function processIds(procRoot: string): number[] {
  try {
    return readdirSync(procRoot)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
