import type { TerminalSize } from '../report/terminal/look.ts';

const WIDTH_OF_A_FILE = 100;

/** Of what stdout is connected to. */
export function terminalSize(): TerminalSize {
  const { columns, isTTY } = process.stdout;
  return { colour: isTTY === true && !process.env.NO_COLOR, width: columns ?? WIDTH_OF_A_FILE };
}
