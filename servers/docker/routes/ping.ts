import type { Route } from '../../route.ts';
import { DAEMON } from '../version.ts';

const HEADERS = [
  'Api-Version',
  DAEMON.apiVersion,
  'Cache-Control',
  'no-cache, no-store, must-revalidate',
  'Docker-Experimental',
  'false',
  'Ostype',
  DAEMON.os,
  'Pragma',
  'no-cache',
  'Server',
  `Docker/${DAEMON.version} (${DAEMON.os})`,
  'Content-Type',
  'text/plain; charset=utf-8',
];

/** Where clients read the version to speak; the CLI asks with HEAD, and with GET where that fails. */
export const ping = (): Route => ({
  methods: ['GET', 'HEAD'],
  path: '/_ping',
  handle({ request, response }) {
    const body = request.method === 'HEAD' ? '' : 'OK';
    response.writeHead(200, [...HEADERS, 'Content-Length', String(body.length)]).end(body);
  },
});
