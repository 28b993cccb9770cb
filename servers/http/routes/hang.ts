import { onClientGone } from '../../client-gone.ts';
import type { Route } from '../../route.ts';

/** `/hang`: takes the request and never answers; the connection stays until the client gives up. */
export const hang: Route = {
  methods: ['GET', 'HEAD', 'POST', 'PUT'],
  path: '/hang',
  handle({ request, response }) {
    onClientGone(request, response, () => response.destroy());
  },
};
