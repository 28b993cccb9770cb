import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import type { Selection } from '../../record/watch.ts';
import { readProcFile } from '../../recorders/kernel/proc-file.ts';
import { findMembers, type Member } from '../../recorders/watch/members.ts';

const NOBODY: Selection = { pids: [], names: [], groups: [] };

/** Throws where somebody who was asked for is not there, or may not be looked at by us. */
export function verifySelection({ pids, names, groups }: Selection, procRoot = '/proc'): void {
  if (!existsSync(path.join(procRoot, 'self'))) {
    throw refused(
      'NO_PROC',
      'The kernel is asked by /proc, which is not there.',
      'A process can be watched on Linux only.',
    );
  }
  if (pids.length + names.length + groups.length === 0) {
    throw refused('NOBODY', 'It was not said which process to watch.', 'Name it: --pid N, --name NAME or --group N.');
  }
  const asked = [
    ...pids.map((pid) => find({ pids: [pid] }, `There is no process ${pid}.`, PID_HINT, procRoot)),
    ...names.map((name) => find({ names: [name] }, `No process has the name '${name}'.`, NAME_HINT, procRoot)),
    ...groups.map((group) => find({ groups: [group] }, `No process is in the group ${group}.`, PID_HINT, procRoot)),
  ];
  for (const [first] of asked) if (first) verifyRight(first, procRoot);
}

const PID_HINT =
  'Look for it with `ps -ef`; where /proc is mounted with hidepid, only root sees the processes of others.';
const NAME_HINT = 'A name is that of the program, of the script that it runs, or what `ps -e` shows.';

function find(selection: Partial<Selection>, message: string, hint: string, procRoot: string): Member[] {
  const found = findMembers({ ...NOBODY, ...selection }, procRoot);
  if (found.length === 0) throw refused('NO_SUCH_PROCESS', message, hint);
  const { pids = [] } = selection;
  return found.toSorted((a, b) => Number(pids.includes(b.pid)) - Number(pids.includes(a.pid)));
}

/** Which connections are a process's own is seen by its descriptors, and these are not for everybody. */
function verifyRight({ pid, name }: Member, procRoot: string): void {
  try {
    readdirSync(path.join(procRoot, String(pid), 'fd'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM')
      throw refused('NO_SUCH_PROCESS', `Process ${pid} has just ended.`, PID_HINT);
    const [theirs, ours] = [userOf(pid, procRoot), process.geteuid?.()];
    const hint =
      theirs === ours
        ? 'It is protected from its own user, too: run this as root, which has CAP_SYS_PTRACE.'
        : `Run this as user ${theirs}, or as root, which has CAP_SYS_PTRACE.`;
    const message = `The descriptors of ${name} (pid ${pid}) belong to user ${theirs}, and user ${ours} may not list them.`;
    throw refused('NO_RIGHT', message, hint, error);
  }
}

function userOf(pid: number, procRoot: string): number | undefined {
  const status = readProcFile(path.join(procRoot, String(pid), 'status'))?.toString('latin1') ?? '';
  const [, user] = /^Uid:\s+(\d+)/m.exec(status) ?? [];
  return user === undefined ? undefined : Number(user);
}

function refused(code: string, message: string, hint: string, cause?: unknown): PoolproofError {
  return new PoolproofError(code, message, { exitCode: EXIT.usage, hint, cause });
}
