import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Daemon } from './daemon.ts';

/** Whether there is a docker CLI here; it needs no engine. */
export const HAS_CLI = spawnSync('docker', ['--version']).status === 0;

export interface Ran {
  exitCode: number | null;
  out: string;
  err: string;
}

/** A docker command against the mock, as a person would type it. */
export class Cli {
  readonly process: ChildProcess;
  private out = '';
  private err = '';

  constructor(daemon: Daemon, args: readonly string[], env: Record<string, string> = {}) {
    this.process = spawn('docker', args, {
      env: { ...process.env, DOCKER_HOST: `unix://${daemon.socketPath}`, ...env },
    });
    this.process.stdout?.on('data', (chunk) => {
      this.out += chunk;
    });
    this.process.stderr?.on('data', (chunk) => {
      this.err += chunk;
    });
  }

  /** Resolves when the command has written what matches. */
  async writes(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.out)) {
      if (this.process.exitCode !== null) throw new Error(`ended before ${pattern}: ${this.out}${this.err}`);
      await Promise.race([
        once(this.process.stdout as NodeJS.ReadableStream as never, 'data'),
        once(this.process, 'close'),
      ]);
    }
    return this.out;
  }

  async ended(input = ''): Promise<Ran> {
    this.process.stdin?.end(input);
    if (this.process.exitCode === null) await once(this.process, 'close');
    return { exitCode: this.process.exitCode, out: this.out, err: this.err };
  }
}

export function docker(daemon: Daemon, ...args: string[]): Promise<Ran> {
  return new Cli(daemon, args).ended();
}
