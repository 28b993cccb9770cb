import { describe, expect, it } from 'vitest';
import { CHECK_NAMES } from '../../checks/judge.ts';
import type { Check } from '../../record/schema.ts';
import { makeCheck, makeRecord } from '../../record/testing/make-record.ts';
import { viewOf } from '../model.ts';
import { matrixTable } from './matrix.ts';

const matrixOf = (checks: Check[], metrics = {}) =>
  matrixTable(viewOf(makeRecord({ cases: [{ checks, metrics }] })).scenarios).markup;
const heads = (markup: string) => [...markup.matchAll(/class="check"><abbr [^>]*>([^<]*)</g)].map(([, name]) => name);
const marks = (markup: string) =>
  [...markup.matchAll(/<td class="check">(?:<a [^>]*>([^<]*)<\/a>|<span class="spoken">([^<]*)<)/g)].map(
    ([, mark, missing]) => mark ?? missing,
  );

describe('the table of cases by checks', () => {
  it('has the same columns in the same order, whatever was judged in which order', () => {
    const checks = [makeCheck({ name: 'exit', status: 'fail' }), makeCheck({ name: 'config' })];
    expect(heads(matrixOf(checks))).toEqual(CHECK_NAMES);
    expect(marks(matrixOf(checks))).toEqual(
      CHECK_NAMES.map((name) => ({ exit: '✗', config: '✓' })[name] ?? 'not judged'),
    );
  });

  it('has one column more for bounds, and shows the worst of them', () => {
    const bounds = (['pass', 'fail', 'inconclusive'] as const).map((status) =>
      makeCheck({ name: `threshold:errors==${status}`, status }),
    );
    const markup = matrixOf(bounds);
    expect(heads(markup)).toEqual([...CHECK_NAMES, 'threshold']);
    expect(marks(markup).at(-1)).toBe('✗');
    expect(markup).toContain('href="#diagnose-loki--capped-50--threshold-errors-fail"');
  });

  it('marks a tick whose figures look otherwise, and says below why it is one', () => {
    const checks = [makeCheck({ name: 'errors', summary: '2 failed by order.' })];
    expect(marks(matrixOf(checks, { errors: 2 }))).toContain('✓*');
    expect(matrixOf(checks, { errors: 2 })).toMatch(/class="reasons".*2 failed by order\./s);
    expect(matrixOf(checks, { errors: 0 })).not.toContain('reasons');
  });
});
