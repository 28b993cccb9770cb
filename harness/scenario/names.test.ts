import { describe, expect, it } from 'vitest';
import { LONGEST_NAME, problemsOfNames, shortName, shortNames } from './names.ts';
import { normalizeScenario } from './normalize.ts';
import { applyOverrides } from './overrides.ts';

const scenario = (input: object) =>
  normalizeScenario(
    { name: 'small', target: { kind: 'http' }, configurations: { a: { transport: 'fetch' } }, ...input },
    '/somewhere/small.ts',
  );
const EXPECTED = 'expected a name of 1 to 80 printable characters';

describe('the name of a configuration', () => {
  it.each(['a', 'limit 10 (new)', '日本語の設定', '👩‍👩‍👧 family', 'x'.repeat(80), '👍'.repeat(80)])(
    'may be %j',
    (name) => {
      expect(problemsOfNames([name])).toEqual([]);
      expect(shortName(name)).toBe(name);
    },
  );

  it.each([
    ['', `${EXPECTED}, not an empty one`],
    [' ', `${EXPECTED}, not an empty one`],
    ['x'.repeat(81), `${EXPECTED}, not 81`],
    ['a\u001b[2J', `${EXPECTED}, and U+001B is none`],
    ['a\nb', `${EXPECTED}, and U+000A is none`],
    ['a\u202eb', `${EXPECTED}, and U+202E is none`],
    ['\ud800', `${EXPECTED}, and U+D800 is none`],
  ])('is refused in one sentence where it is %j', (name, message) => {
    expect(problemsOfNames([name])).toEqual([{ path: expect.any(String), message }]);
    const refused = () => scenario({ configurations: { [name]: { transport: 'fetch' } } });
    expect(refused).toThrow(message);
    expect(refused).not.toThrow(/[^\P{Cc}\n]/u);
  });

  it('that is made of a command line or a path is its beginning, and no two are alike', () => {
    const beginning = `node service.mjs --label ${'x'.repeat(80)}`;
    const commands = [`${beginning} one`, `${beginning} two`, 'python3 a.py'];
    const names = applyOverrides(scenario({}), { commands }).configurations.map(({ name }) => name);
    expect(new Set(names)).toHaveLength(3);
    expect(problemsOfNames(names)).toEqual([]);
    expect(names[1]).toMatch(/^node service\.mjs .* 2$/);
    expect(applyOverrides(scenario({}), { clients: ['a/b.mjs', 'c/b.mjs', 'd.mjs'] }).configurations).toMatchObject([
      { name: 'a/b.mjs' },
      { name: 'c/b.mjs' },
      { name: 'd' },
    ]);
    expect(shortNames(['a', 'a'])).toEqual(['a', 'a']);
  });
});

it('the name of a scenario has as many letters, digits and dashes at most', () => {
  expect(scenario({ name: 'x'.repeat(LONGEST_NAME) }).name).toHaveLength(LONGEST_NAME);
  const said = 'name: expected 1 to 80 lower-case letters, digits and dashes';
  for (const name of ['x'.repeat(LONGEST_NAME + 1), '', 'Upper']) expect(() => scenario({ name })).toThrow(said);
});
