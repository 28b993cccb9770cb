import type { Container } from './container.ts';
import type { Process } from './process.ts';

export interface ExecConfig {
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  Tty: boolean;
  Privileged: boolean;
  DetachKeys: string;
  Cmd: string[];
}

export interface Exec {
  readonly id: string;
  readonly container: Container;
  readonly config: ExecConfig;
  pid: number;
  state: 'created' | 'running' | 'ended';
  exitCode: number | null;
  process: Process | null;
}

// dockerd forgets an exec some minutes after its end; so many more ends bound the memory whatever the load.
const KEPT_EXECS = 2_000;

export class ExecTable {
  private readonly execs = new Map<string, Exec>();

  add(exec: Exec): void {
    this.execs.set(exec.id, exec);
    if (this.execs.size <= KEPT_EXECS) return;
    const oldest = [...this.execs.values()].find(({ state }) => state !== 'running');
    if (oldest) this.execs.delete(oldest.id);
  }

  get(id: string): Exec | undefined {
    return this.execs.get(id);
  }

  of(container: Container): Exec[] {
    return [...this.execs.values()].filter((exec) => exec.container === container);
  }

  forget(container: Container): void {
    for (const exec of this.of(container)) this.execs.delete(exec.id);
  }
}
