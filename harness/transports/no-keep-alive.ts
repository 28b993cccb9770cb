import { Agent } from 'node:http';
import { makeNodeHttpClient } from './node-http.ts';
import type { MakeTransport } from './transport.ts';

export const makeNoKeepAlive: MakeTransport = (options, destination) =>
  makeNodeHttpClient(new Agent({ ...options, keepAlive: false }), destination);
