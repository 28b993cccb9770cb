import { spawn } from 'node:child_process';

let helpers;

/** Starts three helpers, once, which stay as long as this process does and do not keep it. */
export function startHelpers() {
  helpers ??= Array.from({ length: 3 }, () => {
    const helper = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: 'pipe' });
    for (const one of [helper, helper.stdin, helper.stdout, helper.stderr]) one.unref();
    return helper;
  });
}
