import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { EXIT, PoolproofError } from '../../../core/errors.ts';
import { fillPlaceholders, placeholdersIn } from '../../../scenario/placeholders.ts';
import type { ClientOptions, ProgramSpec } from '../../../scenario/types.ts';
import { withoutProxies } from '../../proxies.ts';

/** Every process that a program starts inherits it, no matter who its parent is later. */
export const MARK = 'POOLPROOF_PROGRAM';

/** Where the program finds its target, by the names that such programs ask for. */
export function environmentOf(
  { env }: Pick<ProgramSpec, 'env'>,
  { options, port, mark }: { options: ClientOptions; port: number; mark: string },
): Record<string, string> {
  const { NODE_COMPILE_CACHE: _, ...inherited } = withoutProxies(process.env);
  const { origin, socketPath, connections } = options;
  return {
    ...(inherited as Record<string, string>),
    LOKI_URL: origin,
    DOCKER_HOST: socketPath ? `unix://${socketPath}` : origin.replace(/^http:/, 'tcp:'),
    POOLPROOF_ORIGIN: origin,
    ...(socketPath ? { POOLPROOF_SOCKET: socketPath } : {}),
    POOLPROOF_CONNECTIONS: String(connections),
    PORT: String(port),
    ...env,
    [MARK]: mark,
  };
}

/** `{url}`, `{port}` and `{socket}` in the program's arguments; throws where there is no such thing in this case. */
export function fillIn(run: readonly string[], { options, port }: { options: ClientOptions; port: number }): string[] {
  const { origin, socketPath, connections } = options;
  const values: Record<string, string | undefined> = {
    url: socketPath ? `unix://${socketPath}` : origin,
    socket: socketPath,
    port: String(port),
    connections: String(connections),
  };
  return run.map((argument) => {
    const missing = placeholdersIn(argument).find((name) => name in values && values[name] === undefined);
    if (missing !== undefined) throw noSuchPlace(argument, missing);
    return fillPlaceholders(argument, values as Record<string, string>);
  });
}

function noSuchPlace(argument: string, name: string): PoolproofError {
  return new PoolproofError('NO_SUCH_PLACE', `${argument}: the target of this scenario has no ${name}`, {
    exitCode: EXIT.input,
    hint: '{socket} is the path of a target on a Unix socket; {url} is there on both.',
  });
}

/** A port of the loopback that nobody has now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ port: 0, host: '127.0.0.1' }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
