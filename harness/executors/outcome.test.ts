import { describe, expect, it } from 'vitest';
import { failureOf, judge } from './outcome.ts';
import { spec } from './testing/spec.ts';

describe('what request() resolves to', () => {
  it('is an answer when its status is below 400, or the one that was asked for', () => {
    expect(judge({ status: 503 }, spec)).toMatchObject({ kind: 'error', code: 'HTTP_503' });
    expect(judge({ status: 503 }, { ...spec, expectStatus: 503 })).toEqual({ kind: 'answered', status: 503 });
  });

  it('says which status was expected where another one came, and by which key', () => {
    const asked = { ...spec, path: '/status/401' };
    expect(judge({ status: 200 }, { ...asked, expectStatus: 401 })).toMatchObject({
      message: "GET /status/401 was answered with 200, where 401 was expected (the request's expectStatus)",
    });
    expect(judge({ status: 401 }, asked)).toMatchObject({
      message: "GET /status/401 was answered with 401, where one below 400 was expected (the request's expectStatus)",
    });
  });

  const circular: { self?: object } = {};
  circular.self = circular;
  it.each([undefined, null, 'ok', {}, { status: '200' }])('is an error that says so when it is %j', (nonsense) => {
    expect(judge(nonsense, spec)).toMatchObject({ kind: 'error', code: 'BAD_RESULT' });
  });

  it('is an error when it cannot even be looked at', () => {
    expect(judge(circular, spec)).toMatchObject({ kind: 'error', code: 'TypeError' });
  });
});

it('a failure carries the code of its cause, however deep', () => {
  const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
  expect(failureOf(new TypeError('fetch failed', { cause }))).toEqual({
    kind: 'error',
    code: 'ECONNRESET',
    message: 'fetch failed',
  });
});
