/** How languages begin the line that says what went wrong; stacks, and what Node says of itself, come after it. */
const WRONG = /^(?:panic:|fatal|exception in thread)|^[\w.]*(?:error|exception)\b/i;

/** The line of a program's last ones that tells most likely why it ended; undefined where it printed nothing. */
export function lastWordsOf(lines: readonly string[]): string | undefined {
  return lines.findLast((line) => WRONG.test(line)) ?? lines.findLast((line) => line.trim() !== '');
}
