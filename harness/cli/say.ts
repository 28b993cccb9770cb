import stringWidth from 'string-width';
import { plain, wrap } from '../report/terminal/text.ts';

const ESCAPE = '\u001b';

/** What this writes to: the streams of the process, or those of a test. */
interface Streams {
  stdout: Stream;
  stderr: Stream;
}

interface Stream {
  write(text: string): unknown;
  columns?: number | undefined;
}

/** The one way by which commands write to a terminal: what names, files and messages hold cannot steer it. */
export interface Screen {
  /** A sentence for people on stderr, where it is in nobody's way; line breaks in it are none. */
  say(text: string): void;
  /** Text of our own reports on stdout, each part of which was made plain where it was laid out. */
  print(text: string): void;
  /** JSON on stdout: the same values, without a character that a terminal would obey. */
  printJson(text: string): void;
  /** A command to the runner of a CI's job, a line on stderr, which it reads, too. */
  tellRunner(command: string): void;
  /** Lines that stay at the foot of the terminal, on stderr, while others go by above them; none: they are gone. */
  showFoot(lines: readonly string[]): void;
}

/** `isRead`: a runner of GitHub reads every line, and obeys those that look like its commands. */
export function makeScreen(streams: Streams, { isRead = false } = {}): Screen {
  const harmless = (text: string) => (isRead ? text.replaceAll(RUNNER_COMMAND, '$1 $2') : text);
  let foot: readonly string[] = [];
  const rows = () => foot.reduce((sum, line) => sum + rowsOf(line, streams.stderr.columns), 0);
  const erase = () => (foot.length > 0 ? `${ESCAPE}[${rows()}A\r${ESCAPE}[J` : '');
  const draw = () => foot.map((line) => `${line}\n`).join('');
  const aboveFoot = (stream: Stream, text: string) => {
    if (foot.length === 0) return void stream.write(text);
    streams.stderr.write(erase());
    stream.write(text);
    streams.stderr.write(draw());
  };
  return {
    say: (text) => aboveFoot(streams.stderr, harmless(`${linesOf(text, streams.stderr.columns).join('\n')}\n`)),
    print: (text) => aboveFoot(streams.stdout, harmless(withoutCommands(text))),
    printJson: (text) => aboveFoot(streams.stdout, text.replaceAll(OBEYED_IN_JSON, escapeOf)),
    tellRunner: (command) => aboveFoot(streams.stderr, `${plain(command)}\n`),
    showFoot(lines) {
      const before = erase();
      foot = lines.map(withoutCommands);
      const text = before + draw();
      if (text !== '') streams.stderr.write(text);
    },
  };
}

export const { say, print, printJson, tellRunner, showFoot } = makeScreen(process, {
  isRead: process.env.GITHUB_ACTIONS === 'true',
});

/** One line where no terminal breaks it. Our own indent stays: that of a list below its heading. */
function linesOf(text: string, columns?: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  if (columns === undefined) return [indent + plain(text)];
  return wrap(text, columns - indent.length).map((line) => indent + line);
}

/** A terminal breaks a line that is wider than it is. */
function rowsOf(line: string, columns = Number.POSITIVE_INFINITY): number {
  return Math.max(1, Math.ceil(stringWidth(line) / columns));
}

/** What GitHub's runner takes for a command at the beginning of a line: '::error ::', '##[error]'. */
const RUNNER_COMMAND = new RegExp(`^(\\s*(?:${ESCAPE}\\[[\\d;]*m)*[:#])([:#])`, 'gm');

/** Line feeds and our colours, and all that a terminal obeys. */
const COLOUR_OR_COMMAND = new RegExp(`${ESCAPE}\\[[\\d;]*m|[\\p{Cc}\\p{Bidi_Control}\\u2028\\u2029]`, 'gu');

/** Also of a name that came by a way on which nobody made it plain. */
function withoutCommands(text: string): string {
  return text.replaceAll(COLOUR_OR_COMMAND, (found) => (found === '\n' || found.length > 1 ? found : ''));
}

/** JSON itself escapes the others. */
const OBEYED_IN_JSON = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
