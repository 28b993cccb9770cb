import { expect, it } from 'vitest';
import type { RequestSpec, TargetKind } from '../scenario/types.ts';
import { entriesPerCall } from './entries-per-call.ts';

const request = (path: string, body: string | null, weight = 1): RequestSpec => {
  return { method: 'POST', path, headers: {}, body, weight, expectStatus: null };
};
const push = (lines: number) =>
  request('/loki/api/v1/push', JSON.stringify({ streams: [{ stream: {}, values: Array(lines).fill(['1', 'x']) }] }));
const per = (kind: TargetKind, requests: RequestSpec[]) =>
  entriesPerCall({ target: { kind, socket: 'tcp', behaviour: {} as never }, requests });

it.each([
  ['the lines of its pushes', [push(10)], 10],
  ['one for a push that the client makes itself', [request('/loki/api/v1/push', null)], 1],
  ['none for a query, by the share of each', [push(4), request('/loki/api/v1/query', null, 3)], 1],
  ['nothing that is known of a body that is no JSON', [request('/loki/api/v1/push', 'snappy')], null],
])('a call to Loki carries %s', (_, requests, entries) => {
  expect(per('loki', requests)).toBe(entries);
});

it('entries are counted by no other target', () => {
  expect(per('http', [push(10)])).toBeNull();
});
