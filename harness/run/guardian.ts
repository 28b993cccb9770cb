import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of its own that outlives this one just long enough to end and remove what this one leaves behind. */
export interface Guardian extends AsyncDisposable {
  watch(pid: number): void;
  forget(pid: number): void;
  /** At the end every process is ended whose environment has this line, `NAME=value`, no matter who its parent is. */
  endMarked(mark: string): void;
  removeAtEnd(folder: string): void;
}

export function startGuardian(): Guardian {
  const script = fileURLToPath(new URL('./guardian.sh', import.meta.url));
  const child = spawn('sh', [script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // A guardian that dies early, or a system without a shell, costs the last safety net, not the run.
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  child.stdin.on('error', () => {});
  const say = (line: string) => child.stdin.write(`${line}\n`);
  return {
    watch: (pid) => say(`+ ${pid}`),
    forget: (pid) => say(`- ${pid}`),
    endMarked: (mark) => say(`mark ${mark}`),
    removeAtEnd: (folder) => say(`dir ${folder}`),
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}
