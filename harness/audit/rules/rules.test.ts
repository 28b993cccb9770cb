import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding, Language } from '../../record/audit.ts';
import { audit } from '../audit.ts';
import { RULES } from './index.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'poolproof-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const EXTENSIONS: Record<Language, string> = { javascript: 'mjs', go: 'go' };
let written = 0;

async function findingsIn(code: string, language: Language): Promise<Finding[]> {
  written += 1;
  // Files of one folder are one package of Go.
  const own = path.join(folder, String(written));
  mkdirSync(own);
  const file = path.join(own, `example.${EXTENSIONS[language]}`);
  writeFileSync(file, code);
  const { findings, skipped } = await audit([file], { include: [], serverIdleMs: null });
  expect(skipped).toEqual([]);
  return findings;
}

const examples = RULES.flatMap(({ id, examples: byLanguage }) =>
  Object.entries(byLanguage).flatMap(([language, { good, bad }]) => [
    ...bad.map((code, index) => ({ id, language: language as Language, kind: 'bad', code, nth: index + 1 })),
    ...good.map((code, index) => ({ id, language: language as Language, kind: 'good', code, nth: index + 1 })),
  ]),
);

describe.each(RULES)('the rule $id', ({ examples: byLanguage }) => {
  it('has examples of what it finds and of what it leaves alone', () => {
    expect(Object.values(byLanguage).length).toBeGreaterThan(0);
    for (const { good, bad } of Object.values(byLanguage)) expect(Math.min(good.length, bad.length)).toBeGreaterThan(0);
  });
});

// Notes are no accusation: most code deserves one.
it.each(examples.filter(({ kind }) => kind === 'bad'))(
  '$id accuses its bad example $nth in $language, and nothing else does',
  async ({ id, language, code }) => {
    const found = await findingsIn(code, language);
    const rules = found.filter(({ rule, severity }) => rule === id || severity !== 'note').map(({ rule }) => rule);
    expect([...new Set(rules)]).toEqual([id]);
  },
);

it.each(examples.filter(({ kind }) => kind === 'good'))(
  'nothing accuses the good example $nth of $id in $language',
  async ({ id, language, code }) => {
    const found = await findingsIn(code, language);
    expect(found.filter(({ rule, severity }) => rule === id || severity !== 'note')).toEqual([]);
  },
);
