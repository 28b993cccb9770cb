import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../main.ts';
import type { Ended } from './run-cli.ts';

/** A folder for what commands write that run in the test's own process. */
export interface Desk extends AsyncDisposable {
  folder: string;
  out: string;
}

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-desk-'));
  return {
    folder,
    out: path.join(folder, 'results'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Runs a command in this very process, for what ends before a process or socket is needed. Its output is this process's
 * output while it runs, so that two of them cannot run at once.
 */
export async function runHere(...args: string[]): Promise<Ended> {
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  const codeBefore = process.exitCode;
  process.exitCode = 0;
  try {
    await runCommand(args);
    return { code: Number(process.exitCode), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.exitCode = codeBefore;
    stdout.release();
    stderr.release();
  }
}

function capture(stream: NodeJS.WriteStream) {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array) => {
    text += chunk;
    return true;
  };
  return {
    text: () => text,
    release() {
      stream.write = write;
    },
  };
}
