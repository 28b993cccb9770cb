import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeAudit } from '../../record/testing/make-audit.ts';
import { auditJson } from './json.ts';
import { auditMarkdown } from './markdown.ts';
import { renderAuditHtml } from './render.ts';
import { auditSarif } from './sarif.ts';
import { renderAudit } from './terminal.ts';

const record = makeAudit();

describe('an audit on a terminal', () => {
  const plain = renderAudit(record, { colour: false, width: 160 });

  it('shows the pools side by side, with what is set, what is the default and what is not known', () => {
    const [headings, first, second] = plain.split('\n');
    expect(headings).toMatch(/^ +where +pool +limit +idle +idle time +keep-alive/);
    expect(first).toMatch(
      /^✓ +src\/agent\.ts:5-9 +undici\.Agent +50 +– +default 4 s +default on .* high +default headers 5 min$/,
    );
    expect(second).toMatch(/^\? +src\/logs\.ts:12 +http\.Agent +unknown: options\.limit +default 256 .* unknown +–$/);
  });

  it('shows a finding as a linter does: place, line, mark, what is wrong and how to mend it', () => {
    expect(plain).toContain(
      [
        'src/agent.ts:7:3  error  unknown-option',
        '  7 | maxFreeSockets: 10,',
        '    | ^^^^^^^^^^^^^^',
        "  undici.Agent does not know the option 'maxFreeSockets' and ignores it.",
        '  Here it is keepAliveTimeout.',
      ].join('\n'),
    );
  });

  it('says what could not be known, what was not read, and the verdict last', () => {
    expect(plain).toContain('? src/logs.ts:12: http.Agent: limit is computed: options.limit');
    expect(plain).toContain('not read: src/huge.js: it is larger than 512 KiB');
    expect(plain.trimEnd().split('\n').at(-1)).toBe('✗ Failed: 1 error, 0 warnings, 0 notes; 2 pools in 2 files.');
  });

  it.each([44, 60, 80])('fits into %d columns, and leaves none of its own out', (width) => {
    const narrow = renderAudit(record, { colour: true, width });
    expect(narrow.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
    for (const heading of plain.split('\n')[0]?.trim().split(/ {2,}/) ?? []) expect(narrow).toContain(heading);
  });

  it('lets no code steer the terminal', () => {
    const sly = makeAudit();
    for (const { excerpt } of sly.findings) if (excerpt) excerpt.text = '\u001b[2Jx: 1';
    expect(renderAudit(sly, { colour: false, width: 80 })).not.toContain('\u001b');
  });
});

it('as JSON has a result for each pool with its status and details, and one for all', () => {
  const { overall_status: overall, results, findings } = JSON.parse(auditJson(record));
  expect(overall).toBe('fail');
  expect(results.map(({ name, status }: { name: string; status: string }) => [name, status])).toEqual([
    ['src/agent.ts:5-9 undici.Agent', 'pass'],
    ['src/logs.ts:12 http.Agent', 'inconclusive'],
  ]);
  expect(results[0].details).toMatchObject({
    effectiveness: 'high',
    settings: { limit: { how: 'set', value: 50, line: 6 }, idleMs: { how: 'default', value: 4_000 } },
  });
  expect(results[1].details.settings).toMatchObject({
    limit: { how: 'unknown', computed: 'options.limit' },
    idleMs: { how: 'default', value: 'unlimited' },
  });
  expect(findings[0]).toMatchObject({ rule: 'unknown-option', at: { file: 'src/agent.ts', line: 7 } });
});

describe('as SARIF', () => {
  const log = JSON.parse(auditSarif(record));

  it('is valid by the schema of 2.1.0', () => {
    // zod takes the format 'uri-reference' for a whole URL.
    const lax = JSON.parse(JSON.stringify(schema), (key, value) => (key === 'format' ? undefined : value));
    const sarif = z.fromJSONSchema(lax);
    expect(sarif.safeParse(log)).toMatchObject({ success: true });
    expect(sarif.safeParse({ ...log, version: '3' })).toMatchObject({ success: false });
    expect(sarif.safeParse({ ...log, runs: [{ results: [] }] })).toMatchObject({ success: false });
  });

  it('has the findings with their rules and places', () => {
    const [{ tool, results }] = log.runs;
    expect(tool.driver.rules[results[0].ruleIndex].id).toBe('unknown-option');
    expect(results[0]).toMatchObject({
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'src/agent.ts' }, region: { startLine: 7 } } }],
    });
  });
});

it('as Markdown has both, with names that are no markup', () => {
  const sly = makeAudit();
  for (const finding of sly.findings) finding.message = 'a | b <script>';
  const text = auditMarkdown(sly);
  expect(text).toContain('| src/agent.ts:5-9 | undici.Agent | 50 |');
  expect(text).toContain('a \\| b \\<script\\>');
});

it('as a page marks what is wrong in its line, and escapes it', () => {
  const sly = makeAudit();
  for (const { excerpt } of sly.findings) if (excerpt) excerpt.text = '  maxFreeSockets: "<b>"';
  const page = renderAuditHtml(sly);
  expect(page).toContain('<mark>maxFreeSockets</mark>: &#34;&#60;b&#62;&#34;');
});
