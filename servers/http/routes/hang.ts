import { neverAnswer } from '../../client-gone.ts';
import type { Route } from '../../route.ts';

/** `/hang`: takes the request and never answers. */
export const hang: Route = {
  methods: ['GET', 'HEAD', 'POST', 'PUT'],
  path: '/hang',
  handle: ({ request, response }) => neverAnswer(request, response),
};
