import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

// Ends what its parent leaves behind, however the parent ended: its end of the pipe closes even on kill -9, when nobody
// else could end a child whose event loop is blocked, or remove a socket's folder.
// Lines: '+ PID' a child began, '- PID' it is gone, 'dir PATH' a folder to remove at the end.

const children = new Set<number>();
const folders: string[] = [];

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, ...rest] = line.split(' ');
  const subject = rest.join(' ');
  if (verb === '+') children.add(Number(subject));
  else if (verb === '-') children.delete(Number(subject));
  else if (verb === 'dir') folders.push(subject);
}
for (const pid of children) killGroup(pid);
for (const folder of folders) rmSync(folder, { recursive: true, force: true });

/** Children lead groups of their own, so that what they started goes with them. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
