import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeScreen } from './say.ts';

/** A terminal that is that wide: what was written to it, in the order of both streams. */
function terminal(columns = 80) {
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  const screen = makeScreen({ stdout: { write }, stderr: { write, columns } });
  return { ...screen, written: () => written, forget: () => (written = '') };
}

const RED = '\u001b[31m';
const HOSTILE = '\u001b[2J\u001b]0;owned\u0007\u009b31m\r\n\u202eb\u2028';

describe('the screen', () => {
  it('says a line as one line without anything that steers a terminal, and keeps our own indent', () => {
    const { say, written } = terminal();
    say(`  a${HOSTILE}c`);
    expect(written()).toBe('  a b c\n');
  });

  it('breaks a line between its words where the terminal would break it within one', () => {
    const { say, written } = terminal(12);
    say('  some words of it');
    expect(written()).toBe('  some words\n    of it\n');
  });

  it('prints our own lines and colours, and nothing else that a terminal obeys', () => {
    const { print, written } = terminal();
    print(`${RED}a\u001b[39m\n\u001b[2Jb\r\u0007\u202e\n`);
    expect(written()).toBe(`${RED}a\u001b[39m\n[2Jb\n`);
  });

  it('prints JSON whose values stay what they are, and which no terminal obeys', () => {
    const { printJson, written } = terminal();
    printJson(JSON.stringify({ name: HOSTILE }));
    expect(written()).toMatch(/^[ -~]*$/);
    expect(JSON.parse(written())).toEqual({ name: HOSTILE });
  });

  it('gives the runner of a job no command but ours, whatever names and messages look like', () => {
    let written = '';
    const stream = { write: (text: string) => (written += text) };
    const { say, print, tellRunner } = makeScreen({ stdout: stream, stderr: stream }, { isRead: true });
    say('  ::stop-commands::x');
    print(`a::b\n${RED}::error::x\u001b[39m\n##[error]x\n`);
    tellRunner('::error title=a::b\nc');
    expect(written).toBe(
      `  : :stop-commands::x\na::b\n${RED}: :error::x\u001b[39m\n# #[error]x\n::error title=a::b c\n`,
    );
  });

  it('keeps its foot below the lines that go by, and takes it away as a whole', () => {
    const { say, print, showFoot, written, forget } = terminal();
    showFoot(['bar', 'line']);
    expect(written()).toBe('bar\nline\n');
    for (const write of [() => say('said'), () => print('said\n')]) {
      forget();
      write();
      expect(written()).toBe('\u001b[2A\r\u001b[Jsaid\nbar\nline\n');
    }
    forget();
    showFoot(['bar']);
    showFoot([]);
    showFoot([]);
    expect(written()).toBe('\u001b[2A\r\u001b[Jbar\n\u001b[1A\r\u001b[J');
  });

  it('takes away all rows of a foot that the terminal has broken', () => {
    const { showFoot, written, forget } = terminal(4);
    showFoot(['12345', '']);
    forget();
    showFoot([]);
    expect(written()).toBe('\u001b[3A\r\u001b[J');
  });
});

it('is the only way by which a command writes to a terminal', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).filter((file) => !file.includes('.test.'));
  const writing = files.filter((file) => {
    return /std(out|err)\.write|console\./.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));
  });
  // The first file of the package runs on Nodes on which no other one can.
  expect(writing.toSorted()).toEqual(['bin.ts', 'say.ts']);
});
