import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that outlives this one just long enough to end and remove what this one leaves behind. */
export interface Guardian extends AsyncDisposable {
  watch(pid: number): void;
  forget(pid: number): void;
  removeAtEnd(folder: string): void;
}

export function startGuardian(): Guardian {
  const main = fileURLToPath(new URL('./guardian-main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const exited = once(child, 'exit');
  // A guardian that dies early costs the last safety net, not the run.
  child.stdin.on('error', () => {});
  const say = (line: string) => child.stdin.write(`${line}\n`);
  return {
    watch: (pid) => say(`+ ${pid}`),
    forget: (pid) => say(`- ${pid}`),
    removeAtEnd: (folder) => say(`dir ${folder}`),
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await exited;
    },
  };
}
