import { RE2JS } from 're2js';
import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import type { Labels } from '../push/stream.ts';
import { tokensOf, unquote } from './syntax.ts';

/** A LogQL query for lines: which streams, and which of their lines. */
export interface LogQuery {
  matchesStream(labels: Labels): boolean;
  matchesLine(line: string): boolean;
}

/** A condition on a label's value, or with no label's name on a line; several texts are joined by `or`. */
interface Condition {
  label: string | null;
  operator: Operator;
  texts: string[];
}

interface Operator {
  isRegexp: boolean;
  isNot: boolean;
}

type Test = (text: string) => boolean;

const STRUCTURE = ['LogQL', 'Expr', 'LogExpr', 'Selector', 'Matchers', 'PipelineExpr', 'PipelineStage', 'LineFilters'];
const PARTS = ['Matcher', 'LineFilter', 'Identifier', 'Filter', 'String', 'Or', 'OrFilter'];
const OPERATORS = new Map<string, Operator>([
  ['Eq', { isRegexp: false, isNot: false }],
  ['PipeExact', { isRegexp: false, isNot: false }],
  ['Neq', { isRegexp: false, isNot: true }],
  ['Re', { isRegexp: true, isNot: false }],
  ['PipeMatch', { isRegexp: true, isNot: false }],
  ['Nre', { isRegexp: true, isNot: true }],
]);
const KNOWN = new Set([...STRUCTURE, ...PARTS, ...OPERATORS.keys()]);

const MATCHES_ALL =
  'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will';

/** Reads a stream selector with line filters; what else LogQL knows is refused by its name. */
export function parseLogQuery(text: string): LogQuery {
  const conditions = readConditions(text);
  const labelTests = conditions.flatMap(({ label, ...rest }) =>
    label === null ? [] : [{ label, test: makeTest(rest, isWhole) }],
  );
  const lineTests = conditions.flatMap(({ label, ...rest }) => (label === null ? [makeTest(rest, isPart)] : []));
  if (labelTests.every(({ test }) => test(''))) throw new Refusal(400, MATCHES_ALL);
  return {
    matchesStream: (labels) =>
      labelTests.every(({ label, test }) => test(Object.hasOwn(labels, label) ? (labels[label] ?? '') : '')),
    matchesLine: (line) => lineTests.every((test) => test(line)),
  };
}

/** Reads a stream selector alone, which may also select everything: `{}`. */
export function parseSelector(text: string): LogQuery['matchesStream'] {
  if (/^\s*\{\s*\}\s*$/.test(text)) return () => true;
  return parseLogQuery(text).matchesStream;
}

function readConditions(text: string): Condition[] {
  const conditions: Condition[] = [];
  let current: Condition = newCondition('');
  for (const token of tokensOf(text)) {
    if (!KNOWN.has(token.name)) throw new Refusal(400, `parse error : ${token.name} is beyond what this mock answers`);
    if (token.name === 'Matcher' || token.name === 'LineFilter') {
      current = newCondition(token.name === 'Matcher' ? '' : null);
      conditions.push(current);
    }
    if (token.name === 'Identifier') current.label = token.text;
    if (token.name === 'String') current.texts.push(unquote(token.text));
    current.operator = OPERATORS.get(token.name) ?? current.operator;
  }
  return conditions;
}

function newCondition(label: string | null): Condition {
  return { label, operator: { isRegexp: false, isNot: false }, texts: [] };
}

function makeTest({ operator, texts }: Omit<Condition, 'label'>, compare: Comparison): Test {
  const tests = texts.map((wanted) => (operator.isRegexp ? compare.pattern(compile(wanted)) : compare.text(wanted)));
  return (text) => tests.some((test) => test(text)) !== operator.isNot;
}

interface Comparison {
  text(wanted: string): Test;
  pattern(pattern: RE2JS): Test;
}

const isWhole: Comparison = {
  text: (wanted) => (text) => text === wanted,
  pattern: (pattern) => (text) => pattern.matches(text),
};

const isPart: Comparison = {
  text: (wanted) => (text) => text.includes(wanted),
  pattern: (pattern) => (text) => pattern.matcher(text).find(),
};

/** Go's RE2, not JavaScript's own engine: its syntax, and no pattern that takes forever. */
function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw new Refusal(400, `parse error : ${messageOf(error)}`);
  }
}
