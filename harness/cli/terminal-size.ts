import { IN_A_FILE, type TerminalSize } from '../report/terminal/look.ts';

/** Of what stdout is connected to. */
export function terminalSize(): TerminalSize {
  const { columns, isTTY } = process.stdout;
  return { colour: isTTY === true && !process.env.NO_COLOR, width: columns ?? IN_A_FILE.width };
}
