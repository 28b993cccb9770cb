import { createInterface } from 'node:readline';
import { STREAM } from '../../reply/frames.ts';
import type { Io, Program } from './program.ts';

type Find = (name: string) => Program | string;

/** One simple command of a line, with the operator before it. */
interface Command {
  operator: ';' | '&&' | '||';
  words: string[];
  toStderr: boolean;
}

const NOT_FOUND = 127;

// As recorded from busybox's shell at a terminal, up to the question for the cursor's place.
const BANNER =
  "\n\nBusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n";
const PROMPT = '~ # \u001b[6n';

/**
 * A shell that knows words, quotes, `;`, `&&`, `||`, `>&2` and `exit`; with `-c` one script, else line by line from
 * stdin.
 */
export async function shell(args: readonly string[], io: Io, find: Find): Promise<number> {
  const [flag, script] = args;
  if (flag === '-c') return (await runScript(script ?? '', io, find)).exitCode;
  const prompt = (text: string) => io.isTerminal && io.write(STREAM.stdout, Buffer.from(text));
  await prompt(BANNER + PROMPT);
  let exitCode = 0;
  for await (const line of createInterface({ input: io.stdin })) {
    const ran = await runScript(line, io, find);
    exitCode = ran.exitCode;
    if (ran.hasExited) break;
    await prompt(PROMPT);
  }
  return exitCode;
}

async function runScript(script: string, io: Io, find: Find): Promise<{ exitCode: number; hasExited: boolean }> {
  let exitCode = 0;
  for (const { operator, words, toStderr } of parse(script)) {
    if ((operator === '&&' && exitCode !== 0) || (operator === '||' && exitCode === 0)) continue;
    const [name = '', ...args] = words;
    if (name === 'exit') return { exitCode: Number(args[0] ?? exitCode) & 0xff, hasExited: true };
    const write: Io['write'] = (stream, bytes) => io.write(toStderr ? STREAM.stderr : stream, bytes);
    exitCode = await runCommand(name, args, { ...io, write }, find);
  }
  return { exitCode, hasExited: false };
}

async function runCommand(name: string, args: string[], io: Io, find: Find): Promise<number> {
  const program = find(name);
  if (typeof program === 'function') return program(args, io);
  await io.write(STREAM.stderr, Buffer.from(`sh: ${name}: not found\n`));
  return NOT_FOUND;
}

// Quoted text, an operator, a redirection, or plain characters; blanks fall between.
const TOKEN = /'([^']*)'|"((?:[^"\\]|\\.)*)"|(;|&&|\|\||\n)|(1?>\s*&\s*2)|([^\s;&|'">]+|[&|>])|(\s)/g;

function parse(script: string): Command[] {
  const commands: Command[] = [];
  let current: Command = { operator: ';', words: [], toStderr: false };
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) current.words.push(word);
    word = undefined;
  };
  const endCommand = (operator: Command['operator']) => {
    endWord();
    if (current.words.length > 0) commands.push(current);
    current = { operator, words: [], toStderr: false };
  };
  for (const [, single, double, operator, redirection, plain] of script.matchAll(TOKEN)) {
    if (operator !== undefined) endCommand(operator === '\n' ? ';' : (operator as Command['operator']));
    else if (redirection !== undefined) current.toStderr = true;
    else if (single !== undefined) word = (word ?? '') + single;
    else if (double !== undefined) word = (word ?? '') + double.replaceAll(/\\(["\\$`])/g, '$1');
    else if (plain !== undefined) word = (word ?? '') + plain;
    else endWord();
  }
  endCommand(';');
  return commands;
}
