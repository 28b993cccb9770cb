import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program as the harness starts it, on a port that the system chooses. */
export class Program implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  private said = '';

  constructor([file = '', ...args]: readonly string[], env: Record<string, string>) {
    this.process = spawn(file, args, { env: { PATH: process.env.PATH, PORT: '0', ...env } });
    this.ended = once(this.process, 'close').then(([code, signal]) => ({ code, signal }));
    // Who has ended reads no more.
    this.process.stdin?.on('error', () => {});
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.said += text;
    });
  }

  /** Where it listens, once it says so. */
  async listening(): Promise<{ origin: string; socketPath: null }> {
    if (!this.process.stdout) throw new Error('its output is not read');
    for await (const line of createInterface(this.process.stdout)) {
      const origin = /^listening on (.*)$/.exec(line)?.[1];
      if (origin) return { origin, socketPath: null };
    }
    throw new Error(`it ended before it listened: ${this.said}`);
  }

  /** What it has written to stderr. */
  errors(): string {
    return this.said;
  }

  /** Asks it to end, and says how it did. */
  stop(): Program['ended'] {
    this.process.kill('SIGTERM');
    return this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}
