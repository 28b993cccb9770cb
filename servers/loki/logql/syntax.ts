import { parser } from '@grafana/lezer-logql';
import { Refusal } from '../answer.ts';

/** One node of a parsed text: the grammar's name for it, and where it stands. */
export interface Token {
  name: string;
  from: number;
  text: string;
}

/** The nodes of a LogQL text in the order in which they stand, or Loki's refusal where it is none. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  parser.parse(text).iterate({
    enter: ({ name, from, to, type }) => {
      if (type.isError) throw syntaxError(text, from);
      tokens.push({ name, from, text: text.slice(from, to) });
    },
  });
  return tokens;
}

function syntaxError(text: string, at: number): Refusal {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  const found = /^\S*/.exec(text.slice(at))?.[0].slice(0, 20);
  const what = found ? `unexpected ${found}` : 'unexpected $end';
  return new Refusal(400, `parse error at line ${before.length}, col ${column}: syntax error: ${what}`);
}

/** What a Go string literal says: in double quotes with escapes, in backticks as it stands. */
export function unquote(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1);
  return literal.slice(1, -1).replace(ESCAPE, (_, octal, hex, short, long, other) => {
    const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(hex ?? short ?? long ?? '', 16);
    if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    return ESCAPED[other] ?? other;
  });
}

const ESCAPE = /\\(?:([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;
const ESCAPED: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
