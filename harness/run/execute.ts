import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Of what a failing program says, the beginning tells why. */
const LINES_TOLD = 3;
const NO_REASON = /^npm (warn|notice)|^npm error$|^Preparing worktree/;

/** What a program prints; throws with what it said, in one line, where it failed. */
export async function execute(
  program: string,
  args: readonly string[],
  options: { cwd?: string; timeout?: number } = {},
): Promise<string> {
  try {
    return (await promisify(execFile)(program, args, options)).stdout;
  } catch (error) {
    const { stderr = '', killed, message } = error as Error & { stderr?: string; killed?: boolean };
    const said = stderr.split('\n').filter((line) => line.trim() !== '' && !NO_REASON.test(line));
    const why = killed ? 'it took too long' : said.slice(0, LINES_TOLD).join('; ') || message;
    throw new Error(`${program} ${args.join(' ')} failed: ${why}`, { cause: error });
  }
}
