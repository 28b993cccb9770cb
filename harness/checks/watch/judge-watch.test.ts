import { describe, expect, it } from 'vitest';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { watchSchema } from '../../record/watch.ts';
import { judgeWatch } from './judge-watch.ts';

describe('the verdict on a watch', () => {
  it('is pass for a healthy pool, in a record whose keys stand in the order of its schema', () => {
    const record = judgeWatch(makeWatch({ limit: 5 }));
    expect(record.checks.map(({ name, status }) => `${name} ${status}`)).toEqual([
      ...['connections pass', 'limit pass', 'growth pass', 'close-wait pass', 'reuse pass', 'ports pass'],
    ]);
    expect(record.status).toBe('pass');
    expect(watchSchema.parse(record)).toEqual(record);
    expect(Object.keys(record)).toEqual(Object.keys(watchSchema.shape));
  });

  it('is fail where one check fails, and inconclusive where one could not be judged', () => {
    expect(judgeWatch(makeWatch({ limit: 3 })).status).toBe('fail');
    expect(judgeWatch(makeWatch({ durationMs: 3_000 })).status).toBe('inconclusive');
  });
});

describe('the connections of a watch', () => {
  const said = (lines: Parameters<typeof makeWatch>[0]) => judgeWatch(makeWatch(lines)).checks[0];
  const none = { held: () => 0, mostEstablished: () => 0 };

  it('are told with how many came and went', () => {
    expect(said({ lines: { opened: () => 7, closed: () => 4 } })).toMatchObject({
      status: 'pass',
      summary: 'At most 5 connections to 127.0.0.1:3000 at once, 5 at the end; 7 opened and 4 closed in 30 s.',
    });
    expect(said({ whose: 'all clients' })?.summary).toContain('At most 5 connections of all clients to');
  });

  it('prove nothing where there were none', () => {
    expect(said({ lines: none })).toMatchObject({
      status: 'inconclusive',
      summary:
        'No connection of these processes to 127.0.0.1:3000 was seen in 30 s: is that the address that they connect to?',
    });
    expect(said({ lines: { ...none, unowned: () => 2 } })?.summary).toContain(
      '; 2 connections that went there were not theirs:',
    );
    expect(said({ lines: { held: undefined } })?.status).toBe('inconclusive');
  });
});
