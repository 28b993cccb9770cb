import type { Route } from '../../route.ts';
import { notFound } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';

/** No plugins; the CLI's inspect asks for one as its last guess at what a name means. */
export const pluginList = (): Route => ({
  methods: ['GET'],
  path: '/plugins',
  handle: ({ response }) => sendJson(response, []),
});

export const pluginInspect = (): Route => ({
  methods: ['GET'],
  path: /^\/plugins\/(.+)\/json$/,
  handle({ parameters: [name = ''] }) {
    throw notFound(`plugin "${name}" not found`);
  },
});
