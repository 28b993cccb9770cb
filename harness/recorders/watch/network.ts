import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../core/errors.ts';
import type { Member } from './members.ts';

/** A network namespace that some of the watched processes are in. */
export interface Network {
  /** Tells it from the others. */
  id: string;
  /** Its tables: /proc/<pid>/net of any process in it. */
  folder: string;
  /** One process in it. */
  pid: number;
  isOurs: boolean;
}

/** The namespaces of these processes, each once. */
export function networksOf(members: readonly Member[], procRoot: string): Network[] {
  const ours = namespaceOf('self', procRoot);
  const byId = Map.groupBy(members, ({ pid }) => namespaceOf(pid, procRoot) ?? ours ?? 'unknown');
  return [...byId].flatMap(([id, [first]]) =>
    first ? [{ id, folder: path.join(procRoot, String(first.pid), 'net'), pid: first.pid, isOurs: id === ours }] : [],
  );
}

/** 'net:[4026531833]'; null where it is not ours to know. */
function namespaceOf(process: number | 'self', procRoot: string): string | null {
  try {
    return readlinkSync(path.join(procRoot, String(process), 'ns', 'net'));
  } catch {
    return null;
  }
}

/** What a program prints that is run in a namespace, or why it did not. It only looks: nothing of ours stays there. */
export function askIn(
  { isOurs, pid }: Network,
  program: string,
  args: readonly string[],
): { text: string } | { why: string } {
  const command = isOurs ? [program, ...args] : ['nsenter', '--target', String(pid), '--net', program, ...args];
  const [first = '', ...rest] = command;
  try {
    return { text: execFileSync(first, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...BOUNDS }) };
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    if (code === 'ENOENT') return { why: `${first} is not installed` };
    return { why: `${first} says: ${(stderr || messageOf(error)).trim().split('\n')[0]}` };
  }
}

const BOUNDS = { timeout: 20_000, maxBuffer: 64 * 1_024 * 1_024 };
