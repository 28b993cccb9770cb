import type { Route } from '../../route.ts';
import { askFilters } from '../ask/filters.ts';
import { notFound } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';

const FILTERS = ['dangling', 'name', 'driver', 'label'];

/** There are no volumes, as on the recorded daemon. */
export const volumeList = (): Route => ({
  methods: ['GET'],
  path: '/volumes',
  handle({ response, query }) {
    askFilters(query, FILTERS);
    sendJson(response, { Volumes: [], Warnings: null });
  },
});

export const volumeInspect = (): Route => ({
  methods: ['GET'],
  path: /^\/volumes\/([^/]+)$/,
  handle({ parameters: [name = ''] }) {
    throw notFound(`get ${name}: no such volume`);
  },
});
