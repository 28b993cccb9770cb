import { Agent } from 'node:http';
import { makeNodeHttpClient } from './node-http.ts';
import type { MakeTransport } from './transport.ts';

export const makeHttpAgent: MakeTransport = (options, destination) =>
  makeNodeHttpClient(new Agent({ keepAlive: true, ...options }), destination);
