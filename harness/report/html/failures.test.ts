import { describe, expect, it } from 'vitest';
import { type CaseOverrides, makeCheck, makeRecord } from '../../record/testing/make-record.ts';
import { viewOf } from '../model.ts';
import { failureBoxes } from './failures.ts';
import { toolbar } from './toolbar.ts';

const bad = (status: 'fail' | 'inconclusive', contrast = false): CaseOverrides => ({
  configuration: `${status}-${contrast}`,
  contrast,
  status,
  checks: [makeCheck({ name: 'exit', status })],
});
const casesOf = (cases: CaseOverrides[]) =>
  viewOf(makeRecord({ cases })).scenarios.flatMap(({ deciding, contrast }) => [...deciding, ...contrast]);
const boxes = (cases: CaseOverrides[]) => failureBoxes(casesOf(cases))?.markup ?? '';
const links = (markup: string) => [...markup.matchAll(/<li [^>]*>\s*<a href="#([^"]*)"/g)].map(([, link]) => link);

describe('the boxes of what failed', () => {
  it('hold failures first, then what could not be judged, and no contrast', () => {
    expect(links(boxes([bad('inconclusive'), {}, bad('fail', true), bad('fail')]))).toEqual([
      'diagnose-loki--fail-false--exit',
      'diagnose-loki--inconclusive-false--exit',
    ]);
    expect(boxes([{}])).toBe('');
  });

  it('are a dozen at most, with a word of the others', () => {
    const many = boxes(Array.from({ length: 14 }, () => bad('fail')));
    expect(links(many)).toHaveLength(12);
    expect(many).toContain('And 2 more verdicts: <a href="#matrix">');
  });
});

describe('the tools above the table', () => {
  const tools = (cases: CaseOverrides[]) => toolbar(casesOf(cases)).markup;

  it('offer a switch only where some cases failed and others did not', () => {
    expect(tools([{}, bad('fail')])).toContain('Failed only 1');
    expect(tools([{}, bad('fail'), bad('inconclusive')])).toContain('Failed or inconclusive only 2');
    expect(tools([{}, bad('fail', true)])).not.toContain('data-show');
    expect(tools([bad('fail')])).not.toContain('data-show');
  });

  it('offer a search above 8 cases, and to expand all above one', () => {
    const of = (length: number) => tools(Array.from({ length }, () => ({})));
    expect([of(8).includes('search'), of(9).includes('search')]).toEqual([false, true]);
    expect([of(1).includes('Expand'), of(2).includes('Expand')]).toEqual([false, true]);
  });
});
