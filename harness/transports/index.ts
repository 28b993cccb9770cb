import type { ClosableClient, TransportOptions } from '../scenario/types.ts';
import type { Destination, MakeTransport } from './transport.ts';

// Each transport is loaded only where it is under test: what a library does on import belongs to its own subject.
const LOADERS: Record<string, () => Promise<MakeTransport>> = {
  'undici-agent': async () => (await import('./undici-agent.ts')).makeUndiciAgent,
  'http-agent': async () => (await import('./http-agent.ts')).makeHttpAgent,
  fetch: async () => (await import('./fetch.ts')).makeFetch,
  'no-keep-alive': async () => (await import('./no-keep-alive.ts')).makeNoKeepAlive,
  'undici-fetch': async () => (await import('./undici-fetch.ts')).makeUndiciFetch,
  'undici-stream': async () => (await import('./undici-stream.ts')).makeUndiciStream,
  'undici-pipeline': async () => (await import('./undici-pipeline.ts')).makeUndiciPipeline,
  'undici-dispatch': async () => (await import('./undici-dispatch.ts')).makeUndiciDispatch,
  got: async () => (await import('./got.ts')).makeGot,
  axios: async () => (await import('./axios.ts')).makeAxios,
  'node-fetch': async () => (await import('./node-fetch.ts')).makeNodeFetch,
  superagent: async () => (await import('./superagent.ts')).makeSuperagent,
  'pool-manager': async () => (await import('./pool-manager.ts')).makePoolManager,
};

/** Makes the client of a transport by its name in the scenario; a limiter is put around the transport that it wraps. */
export async function makeTransport(
  name: string,
  options: TransportOptions,
  destination: Destination,
): Promise<ClosableClient> {
  if (name === 'semaphore' || name === 'request-limiter') {
    const { transport, ...inner } = options.around as { transport: string } & TransportOptions;
    const client = await makeTransport(transport, inner, destination);
    const limit = options.limit as number;
    if (name === 'semaphore') return (await import('./semaphore.ts')).limitRequests(client, limit);
    return (await import('./request-limiter.ts')).limitRequestsAbortably(client, limit);
  }
  const load = LOADERS[name];
  if (!load) throw new Error(`no transport is called '${name}'`);
  return (await load())(options, destination);
}
