import { spawn } from 'node:child_process';

const helpers = [];

/** Starts three helpers, once, which stay as long as this process does and do not keep it. */
export function startHelpers() {
  while (helpers.length < 3) {
    const helper = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: 'pipe' });
    for (const one of [helper, helper.stdin, helper.stdout, helper.stderr]) one.unref();
    helpers.push(helper);
  }
}
