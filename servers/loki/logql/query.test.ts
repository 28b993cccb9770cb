import { expect, test } from 'vitest';
import { parseLogQuery, parseSelector } from './query.ts';

const API = { app: 'api', level: 'info' };

test.each([
  ['{app="api"}', true],
  ['{app="web"}', false],
  ['{app!="web", level="info"}', true],
  ['{app="api", level!="info"}', false],
  ['{app=~"a.*"}', true],
  ['{app=~"a"}', false],
  ['{app=~"web|api"}', true],
  ['{app="api", level!~"warn|error"}', true],
  ['{app="api", missing=""}', true],
  ['{app="api", missing!=""}', false],
  ['{app="api", missing=~".*"}', true],
  ['{app=`api`}', true],
  ['{ app = "api" , level = "info" }', true],
])('%s selects the stream of app="api", level="info": %s', (query, expected) => {
  expect(parseLogQuery(query).matchesStream(API)).toBe(expected);
});

test.each([
  ['|= "error"', 'an error', true],
  ['|= "error"', 'fine', false],
  ['!= "error"', 'fine', true],
  ['|~ "err.r$"', 'an error', true],
  ['|~ "^err"', 'an error', false],
  ['!~ "[0-9]+"', 'no digits', true],
  ['|= "a" != "b"', 'ab', false],
  ['|= "a" |~ "c+"', 'abcc', true],
  ['|= "x" or "y"', 'a y', true],
  ['!= "x" or "y"', 'a y', false],
  ['|= `back"tick`', 'a back"tick', true],
  [String.raw`|= "tab\there"`, 'a tab\there', true],
  [String.raw`|= "\u00e9\x21\101"`, 'é!A', true],
])('{app="api"} %s takes the line %j: %s', (filter, line, expected) => {
  expect(parseLogQuery(`{app="api"} ${filter}`).matchesLine(line)).toBe(expected);
});

test.each([
  ['', 'parse error at line 1, col 1: syntax error: unexpected $end'],
  ['{app="api"', 'parse error at line 1, col 11: syntax error: unexpected $end'],
  ['{app=}', 'parse error at line 1, col 6: syntax error: unexpected }'],
  ['{app="api"}\n|= 5', 'parse error at line 2, col 4: syntax error: unexpected 5'],
  ['{app=~"["}', 'parse error : error parsing regexp: missing closing ]: `[`'],
  ['{app="api"} |~ "(?<=a)b"', /^parse error : error parsing regexp: invalid/],
  ['{app=~".*"}', /^parse error : queries require at least one regexp or equality matcher/],
  ['{app!="web"}', /^parse error : queries require at least one regexp or equality matcher/],
  ['rate({app="api"}[5m])', 'parse error : MetricExpr is beyond what this mock answers'],
  ['{app="api"} | json', /beyond what this mock answers/],
])('%s is refused', (query, words) => {
  expect(() => parseLogQuery(query)).toThrow(words);
});

test('A selector alone may select everything', () => {
  expect(parseSelector('{}')(API)).toBe(true);
  expect(parseSelector('{ }')({})).toBe(true);
});

test('A pattern that would take forever elsewhere takes no time', () => {
  const { matchesLine } = parseLogQuery('{app="api"} |~ "^(a+)+$"');
  expect(matchesLine(`${'a'.repeat(10_000)}!`)).toBe(false);
});
