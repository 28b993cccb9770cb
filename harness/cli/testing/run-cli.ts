import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lookUntil } from '../../core/wait.ts';
import { readRecord } from '../../record/read.ts';
import type { RunRecord } from '../../record/schema.ts';

/** For the guardian of a busy machine: what stays for good stays longer. */
const LEFTOVERS_MS = 60_000;

const START = path.join(import.meta.dirname, '..', 'start.mjs');

/** How a command ended, and what it left behind. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Surroundings {
  cwd?: string;
  env?: Record<string, string>;
}

/** A place where a command runs as a user would run it, with results and temporary files of its own. */
export interface Sandbox extends AsyncDisposable {
  out: string;
  run(...args: string[]): Promise<Ended>;
  start(...args: string[]): { child: ChildProcess; ended: Promise<Ended> };
  /** The record that the last run wrote. */
  record(): Promise<RunRecord>;
  /** Processes of the command that live now, each with its command line. */
  processes(): Promise<string[]>;
  /** Processes that still live and files in the temporary folder, after they had time to go: both must be none. */
  leftovers(): Promise<string[]>;
}

/** `cwd`: where commands run instead of in a folder of the sandbox; `env`: what else is in their environment. */
export async function openSandbox({ cwd, env = {} }: Surroundings = {}): Promise<Sandbox> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-cli-'));
  const temporary = await mkdtemp(path.join(tmpdir(), 'pp-'));
  const out = path.join(folder, 'results');
  const marker = `POOLPROOF_TEST=${randomUUID()}`;
  const [name, value] = marker.split('=') as [string, string];
  const started: { child: ChildProcess; ended: Promise<Ended> }[] = [];

  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [START, ...args], {
      cwd: cwd ?? folder,
      env: { ...process.env, ...env, [name]: value, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const run = { child, ended: collect(child) };
    started.push(run);
    return run;
  };
  const run = (...args: string[]) => start(...args).ended;
  return {
    out,
    start,
    run,
    record: async () => readRecord(path.join(out, (await readdir(out)).sort().at(-1) ?? '', 'record.json')),
    processes: () => processesWith(marker),
    leftovers: () =>
      lookUntil(
        async () => [...(await processesWith(marker)), ...(await readdir(temporary))],
        (found) => found.length === 0,
        { deadlineMs: LEFTOVERS_MS },
      ),
    async [Symbol.asyncDispose]() {
      // A test that fails, or forgets, leaves its command running.
      for (const { child, ended } of started) {
        if (child.exitCode === null && child.signalCode === null) child.kill();
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
      await rm(temporary, { recursive: true, force: true });
    },
  };
}

async function collect(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code: code as number | null, stdout, stderr };
}

/** Every process that inherited the marker, no matter who its parent is now; none where there is no /proc. */
async function processesWith(marker: string): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      if (!environment.split('\0').includes(marker)) return [];
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return [`${pid} ${command.replaceAll('\0', ' ')}`];
    }),
  );
  return found.flat();
}
