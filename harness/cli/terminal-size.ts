import { IN_A_FILE, type TerminalSize } from '../report/terminal/look.ts';

/** Of what a stream is connected to. */
export function terminalSize({ columns, isTTY }: Partial<NodeJS.WriteStream> = process.stdout): TerminalSize {
  if (columns === undefined) return IN_A_FILE;
  return { colour: isTTY === true && !process.env.NO_COLOR, width: columns };
}
