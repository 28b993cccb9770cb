import { describe, expect, it } from 'vitest';
import { judgeComparison } from '../../compare/judge-comparison.ts';
import { countsTable } from './counts-table.ts';
import { microTables } from './micro-tables.ts';
import { rowsOf } from './rows.ts';
import { makeComparison } from './testing/sample-comparison.ts';

describe('a row of a comparison', () => {
  it('holds the figures of all rounds, the limit and the connections', () => {
    const record = makeComparison({ limits: { 'http-agent-50': null } });
    for (const round of record.rounds.slice(0, 1))
      Object.assign(round['http-agent-50']?.metrics ?? {}, { connectionsOpened: 90 });
    const [reference, other] = rowsOf(record);
    expect(reference).toMatchObject({ isReference: true, verdicts: [] });
    expect(reference?.figures.slice(3)).toEqual(['150', '50', '50', '50']);
    expect(other?.figures.slice(3)).toEqual(['150', 'none', '50', '50–90']);
  });

  it('says how many more rounds it takes where no difference is found, and where nothing is tested', () => {
    const noisy = rowsOf(makeComparison({ latencies: { a: 1, b: 1.1 }, noise: 0.15 }))[1]?.verdicts[1];
    expect(noisy).toMatchObject({
      word: 'cannot tell',
      more: [expect.anything(), expect.stringMatching(/^about \d+ more/)],
    });
    const few = rowsOf(makeComparison({ rounds: 9 }))[1]?.verdicts[1];
    expect(few).toMatchObject({ word: 'not tested', more: [expect.anything(), 'about 1 more round'] });
    const [, sure] = rowsOf(makeComparison());
    expect(sure?.verdicts[1]?.more).toEqual([expect.stringMatching(/^95 %: \+\d+ to \+\d+ %$/)]);
  });

  it('calls processor time less and more, not faster and slower', () => {
    const record = makeComparison();
    for (const round of record.rounds)
      Object.assign(round['http-agent-50']?.metrics ?? {}, { cpuPerRequestMicros: 300 });
    const words = rowsOf(judgeComparison(record))[1]?.verdicts.map(({ word }) => word);
    expect(words).toEqual(['slower', 'slower', 'slower', 'more']);
  });
});

describe('the tables below', () => {
  it('show ranges of connections with what was found of them', () => {
    const record = makeComparison();
    for (const [index, round] of record.rounds.entries())
      Object.assign(round['http-agent-50']?.metrics ?? {}, { connectionsPeak: 60 + index });
    const { markup } = countsTable(judgeComparison(record));
    expect(markup).toContain('60–71 <span class="muted">more</span>');
    expect(markup).toContain('50 <span class="muted">same</span>');
  });

  it('say why the cost of one request is not known', () => {
    const record = makeComparison();
    const [first] = record.micro.measured;
    const micro = { measured: first ? [first] : [], missing: [{ configuration: 'b', reason: 'its process <fell>' }] };
    const { markup } = microTables({ ...record, micro });
    expect(markup).toContain('b: its process &#60;fell&#62;');
    expect(microTables({ ...record, micro: { measured: [], missing: [] } }).markup).toContain('Not measured.');
  });
});
