import { describe, expect, it } from 'vitest';
import { makeCase, makeCheck } from '../../record/testing/make-record.ts';
import { makeAnchors } from './anchors.ts';

const checks = ['limit', 'threshold:latencyP99Ms<50', 'threshold:latencyP99Ms>50'].map((name) => makeCheck({ name }));

describe('the anchors of a page', () => {
  it('are made of the names of scenario, configuration and check', () => {
    const [first] = makeAnchors([makeCase({ scenario: 'diagnose-loki', configuration: 'capped-50', checks })]);
    expect(first).toEqual({
      case: 'diagnose-loki--capped-50',
      checks: [
        'diagnose-loki--capped-50--limit',
        'diagnose-loki--capped-50--threshold-latencyP99Ms-50',
        'diagnose-loki--capped-50--threshold-latencyP99Ms-50-2',
      ],
    });
  });

  it('do not hang on what else was run, or in which order', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((configuration) => makeCase({ configuration }));
    const of = (cases: (typeof a)[]) => makeAnchors(cases.filter((one) => one !== undefined)).map((one) => one.case);
    expect(of([c, b])).toEqual(of([a, b, c]).slice(1).toReversed());
  });

  it('are unique and safe, whatever the names hold', () => {
    const odd = [
      '',
      ' ',
      '--',
      'a--b',
      'a b',
      '"><img src=x>',
      'é👍',
      '\u{1f44d}\ud83d',
      'x'.repeat(300),
      'limit',
      'a',
    ];
    const cases = odd.flatMap((scenario) =>
      odd.map((configuration) => makeCase({ scenario, configuration, checks: odd.map((name) => makeCheck({ name })) })),
    );
    const all = makeAnchors(cases).flatMap((anchors) => [anchors.case, ...anchors.checks]);
    expect(new Set(all).size).toBe(odd.length ** 2 * (odd.length + 1));
    expect(all.filter((anchor) => !/^[\p{L}\p{N}._-]+$/u.test(anchor) || anchor.length > 220)).toEqual([]);
  });
});
