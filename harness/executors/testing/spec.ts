import type { RequestSpec } from '../../scenario/types.ts';

/** A plain GET. */
export const spec: RequestSpec = {
  method: 'GET',
  path: '/',
  headers: {},
  body: null,
  weight: 1,
  expectStatus: null,
};
