import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import type { Labels } from '../push/stream.ts';
import { tokensOf, unquote } from './syntax.ts';

// As many as Loki remembers for a tenant would be 100,000; a load test has few streams, and this is per process.
const MAX_REMEMBERED = 5_000;
const MAX_REMEMBERED_CHARACTERS = 4_096;
const remembered = new Map<string, Labels>();

/** The labels of a text such as `{app="api", level="info"}`. */
export function parseLabels(text: string): Labels {
  const known = remembered.get(text);
  if (known) return known;
  const labels = parse(text);
  if (text.length > MAX_REMEMBERED_CHARACTERS) return labels;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(text, labels);
  return labels;
}

function parse(text: string): Labels {
  // The grammar of queries knows no empty selector.
  if (/^\s*\{\s*\}\s*$/.test(text)) return {};
  try {
    // The grammar of queries, unlike that of labels, knows no comma at the end either.
    return readMatchers(text.replace(/,\s*\}\s*$/, '}'));
  } catch (error) {
    throw new Refusal(400, `couldn't parse labels: ${messageOf(error)}`);
  }
}

const PARTS = new Set(['LogQL', 'Expr', 'LogExpr', 'Selector', 'Matchers', 'Matcher', 'Identifier', 'Eq', 'String']);

function readMatchers(text: string): Labels {
  const labels = new Map<string, string>();
  let name = '';
  for (const token of tokensOf(text)) {
    if (!PARTS.has(token.name)) throw new Error(`1:${token.from + 1}: parse error: unexpected "${token.text}"`);
    if (token.name === 'Identifier') name = token.text;
    if (token.name !== 'String') continue;
    if (labels.has(name)) throw new Error(`stream '${text}' has duplicate label name: '${name}'`);
    labels.set(name, unquote(token.text));
  }
  return Object.fromEntries(labels);
}
