import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Daemon } from './daemon.ts';

/** Whether there is a docker CLI here; it needs no engine. */
export const HAS_CLI = spawnSync('docker', ['--version']).status === 0;

/** For the titles of tests that need it. */
export const WITHOUT_CLI = HAS_CLI ? '' : ' (skipped: there is no `docker` in the PATH)';

export interface Ran {
  exitCode: number | null;
  out: string;
  err: string;
}

/** A docker command against the mock, as a person would type it. */
export class Cli {
  readonly process: ChildProcess;
  private readonly closed: Promise<unknown>;
  private out = '';
  private err = '';

  constructor(daemon: Daemon, args: readonly string[], env: Record<string, string> = {}) {
    this.process = spawn('docker', args, {
      env: { ...process.env, DOCKER_HOST: `unix://${daemon.socketPath}`, ...env },
    });
    this.closed = once(this.process, 'close');
    // A command that ended does not read what is typed.
    this.process.stdin?.on('error', () => {});
    this.process.stdout?.on('data', (chunk) => {
      this.out += chunk;
    });
    this.process.stderr?.on('data', (chunk) => {
      this.err += chunk;
    });
  }

  /** Resolves when the command has written what matches. */
  async writes(pattern: RegExp): Promise<string> {
    let isOver = false;
    this.closed.then(() => {
      isOver = true;
    });
    while (!pattern.test(this.out)) {
      if (isOver) throw new Error(`ended before ${pattern}: ${this.out}${this.err}`);
      await Promise.race([this.closed, new Promise((resolve) => this.process.stdout?.once('data', resolve))]);
    }
    return this.out;
  }

  async ended(input = ''): Promise<Ran> {
    this.process.stdin?.end(input);
    await this.closed;
    return { exitCode: this.process.exitCode, out: this.out, err: this.err };
  }
}

export function docker(daemon: Daemon, ...args: string[]): Promise<Ran> {
  return new Cli(daemon, args).ended();
}
