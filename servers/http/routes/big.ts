import type { Route } from '../../route.ts';
import { MOST_BYTES, wholeParameter } from '../parameter.ts';

const DEFAULT_BYTES = 1_000_000;

/** `/big?bytes=300000`: this many bytes with their length announced. */
export const big: Route = {
  methods: ['GET', 'HEAD'],
  path: '/big',
  handle({ response, query }) {
    const bytes = wholeParameter(query, 'bytes', { fallback: DEFAULT_BYTES, most: MOST_BYTES });
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes });
    response.end(Buffer.alloc(bytes, 'x'));
  },
};
