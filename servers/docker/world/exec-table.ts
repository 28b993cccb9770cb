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
  readonly detachKeys: Buffer;
  pid: number;
  state: 'created' | 'running' | 'ended';
  exitCode: number | null;
  process: Process | null;
}

// dockerd forgets an exec some minutes after its end; this many more ends bound the memory whatever the load.
const KEPT_EXECS = 2_000;

export class ExecTable {
  private readonly execs = new Map<string, Exec>();
  private readonly byContainer = new Map<Container, Set<Exec>>();

  add(exec: Exec): void {
    this.execs.set(exec.id, exec);
    const siblings = this.byContainer.get(exec.container) ?? new Set();
    this.byContainer.set(exec.container, siblings.add(exec));
    if (this.execs.size > KEPT_EXECS) this.forgetOldest();
  }

  get(id: string): Exec | undefined {
    return this.execs.get(id);
  }

  of(container: Container): Iterable<Exec> {
    return this.byContainer.get(container) ?? [];
  }

  runningIn(container: Container): Exec[] {
    return [...this.of(container)].filter(({ state }) => state === 'running');
  }

  forget(container: Container): void {
    for (const { id } of this.of(container)) this.execs.delete(id);
    this.byContainer.delete(container);
  }

  private forgetOldest(): void {
    for (const exec of this.execs.values()) {
      if (exec.state === 'running') continue;
      this.execs.delete(exec.id);
      this.byContainer.get(exec.container)?.delete(exec);
      return;
    }
  }
}
