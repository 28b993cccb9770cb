/** Writes a line for people to stderr, where it is in nobody's way. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
