import { onClientGone } from '../../client-gone.ts';
import type { Route } from '../../route.ts';

const LINE_EVERY_MS = 100;

/** `/stream` and all below it: headers at once, then a line every 100 ms until the client leaves. */
export const stream: Route = {
  methods: ['GET'],
  path: /^\/stream(\/.*)?$/,
  handle({ request, response }) {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.flushHeaders();
    let line = 0;
    const timer = setInterval(() => {
      line += 1;
      // A reader that does not read must not make us hold what it has not read.
      if (!response.writableNeedDrain) response.write(`line ${line}\n`);
    }, LINE_EVERY_MS);
    onClientGone(request, response, () => {
      clearInterval(timer);
      response.end();
    });
  },
};
