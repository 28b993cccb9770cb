import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type CaseOverrides, makeCheck, makeRecord } from '../../record/testing/make-record.ts';
import { IN_A_FILE } from './look.ts';
import { renderTerminal } from './render.ts';

const healthy: CaseOverrides = {
  metrics: {
    connectionsPeak: 50,
    connectionsActivePeak: 50,
    connectionsOpened: 50,
    reuseRatio: 0.9975,
    requestsPerSecond: 12_345.6,
    latencyP50Ms: 3.214,
    latencyP99Ms: 45.61,
    handlesBaseline: 21,
    handlesAfterClose: 21,
  },
};
const broken: CaseOverrides = {
  configuration: 'fetch',
  status: 'fail',
  settings: { connectionLimit: null },
  checks: [
    makeCheck(),
    makeCheck({
      name: 'drain',
      status: 'fail',
      summary: '200 connections were open 2 s after the last request, and the limit of idle connections is 10.',
    }),
  ],
};
const contrast: CaseOverrides = {
  configuration: 'unlimited',
  contrast: true,
  status: 'fail',
  checks: [makeCheck({ status: 'fail', summary: '200 connections were active.' })],
};
const record = makeRecord({ status: 'fail', cases: [healthy, broken, contrast] });

describe('the report on a terminal', () => {
  it('shows the figures of every case, what failed and the verdict of the run last', () => {
    expect(renderTerminal(record, { colour: false, width: 120 })).toBe(
      `
diagnose-loki: loki over tcp, 200 requests at a time, for 10 s

configuration  limit  peak  active  opened   reuse   req/s  p50 ms  p99 ms  handles  verdict
capped-50         50    50      50      50  99.8 %  12,346    3.21    45.6  21 → 21  ✓ passed
fetch           none     –       –       –       –       –       –       –        –  ✗ failed
contrast: shows what goes wrong, does not decide
unlimited         50     –       –       –       –       –       –       –        –  ✗ failed

✗ fetch: drain: 200 connections were open 2 s after the last request, and the limit of idle connections is 10.

✗ unlimited: limit: 200 connections were active.

✗ Failed: 1 of 2 cases: diagnose-loki / fetch (drain).
`.trimStart(),
    );
  });

  it('says what its figures do not say of themselves', () => {
    const text = (metrics: NonNullable<CaseOverrides['metrics']>) =>
      renderTerminal(makeRecord({ cases: [{ metrics }] }), { colour: false, width: 200 });
    expect(text({ requestsPerCall: 0.0998 })).toContain(
      'capped-50: 0.1 requests at the server for each call: rate and latencies are of calls, which the server did not see one by one',
    );
    expect(text({ requestsPerCall: 3 })).toContain('capped-50: 3 requests at the server for each call\n');
    expect(text({ requestsPerCall: 1.02 })).not.toContain('for each call');
    expect(text({ connectionsActivePeak: 1, connectionsPeak: 50 })).toContain(
      'capped-50: the server answered too fast for more than 1 of 50 connections to be busy at once: the limit was judged on the open ones',
    );
    expect(text({ connectionsActivePeak: 1, connectionsPeak: 2 })).not.toContain('too fast');
  });

  it.each([44, 60, 80])('takes several lines for a row where the terminal has %d columns, and shows all', (width) => {
    const text = renderTerminal(record, { colour: false, width });
    expect(text.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
    for (const shown of ['limit', 'opened', 'p99 ms', 'handles', '21 → 21', '12,346']) expect(text).toContain(shown);
    expect(text).toMatch(/^configuration .* verdict$/m);
    expect(text).toMatch(/^capped-50 .*✓ passed$/m);
  });

  it('puts each row into one line where no terminal shows it, however long a name is', () => {
    const long = makeRecord({ cases: [{ ...healthy, configuration: 'a'.repeat(60) }] });
    expect(renderTerminal(long, IN_A_FILE)).toMatch(/^a{60} +50 +50 .* 21 → 21 {2}✓ passed$/m);
  });

  it('says what failed before what could not be judged, and contrasts last', () => {
    const doubtful: CaseOverrides = {
      configuration: 'doubtful',
      status: 'inconclusive',
      checks: [makeCheck({ status: 'inconclusive', summary: 'Too short.' })],
    };
    const text = renderTerminal(makeRecord({ cases: [doubtful, contrast, broken] }), { colour: false, width: 120 });
    expect(text.match(/^[✗?] .*?:/gm)).toEqual(['✗ fetch:', '? doubtful:', '✗ unlimited:']);
  });

  it('shows what each verdict rests on when it is asked to', () => {
    const checks = [makeCheck({ details: { peak: 50, after: { open: 1 / 3 }, names: ['a', 'b'], none: [] } })];
    const text = renderTerminal(makeRecord({ cases: [{ checks }] }), { colour: false, width: 120 }, { verbose: true });
    expect(text).toContain('diagnose-loki / capped-50: the evidence\n✓ limit: ');
    expect(text).toContain('\n    peak 50, after.open 0.3333, names.0 a, names.1 b\n');
    expect(text).toContain('\nUnder test: ');
    expect(renderTerminal(makeRecord({ cases: [{ checks }] }), { colour: false, width: 120 })).not.toContain(
      'evidence',
    );
  });

  it('differs by colour only where colour is wanted', () => {
    const coloured = renderTerminal(record, { colour: true, width: 100 });
    expect(coloured).not.toBe(stripVTControlCharacters(coloured));
    expect(stripVTControlCharacters(coloured)).toBe(renderTerminal(record, { colour: false, width: 100 }));
  });

  it('keeps its columns in line and its lines short, whatever script a name is written in', () => {
    const names = ['日本語の設定', '👩‍👩‍👧 family', 'plain'];
    const cases = names.map((configuration) => ({ ...broken, configuration }));
    const lines = renderTerminal(makeRecord({ cases }), { colour: true, width: 80 }).split('\n');
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    const verdicts = lines.filter((line) => line.includes('✗ failed'));
    expect(new Set(verdicts.map((line) => stringWidth(line.slice(0, line.indexOf('✗')))))).toHaveLength(1);
    expect(verdicts).toHaveLength(names.length);
  });

  it('lets no name steer the terminal', () => {
    const sly = makeRecord({ cases: [{ configuration: 'a\u001b[2Jb\u0007\r\nc' }] });
    expect(renderTerminal(sly, { colour: false, width: 120 })).toContain('ab c ');
  });
});
