import { spawn } from 'node:child_process';
import path from 'node:path';

export interface Ran {
  code: number | null;
  /** Both streams, in the order in which they came. */
  output: string;
}

interface Where {
  cwd: string;
  /** A folder with programs that come before all others. */
  bin?: string;
}

/** Runs a program to its end, with an environment that knows nothing of the npm that started us. */
export function runProgram(program: string, args: readonly string[], { cwd, bin }: Where): Promise<Ran> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?!config_)|^INIT_CWD$|^NODE_(OPTIONS|ENV|PATH|COMPILE_CACHE|TEST_CONTEXT)$/i.test(name),
  );
  const { PATH = '', ...env } = Object.fromEntries(kept);
  // Node of a stranger comes before ours, which an npm script has put there.
  const places = PATH.split(path.delimiter).filter((place) => !place.includes('node_modules'));
  const child = spawn(program, args, {
    cwd,
    env: { ...env, PATH: [...(bin === undefined ? [] : [bin]), ...places].join(path.delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, output }));
  });
}
