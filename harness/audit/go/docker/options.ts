import type { Code } from '../code.ts';
import type { Syntax } from '../syntax.ts';

export const DOCKER = 'github.com/docker/docker/client';

/** They set nothing by which a transport dials. The others do, as WithHost and what reads DOCKER_HOST. */
const DIAL_NOTHING =
  /^With(APIVersion\w*|Version\w*|HTTPHeaders|Scheme|Timeout|TLSClientConfig\w*|UserAgent|TraceProvider)$/;
const SOCKET = /^(unix|npipe):/;

/** `WithHost` for `client.WithHost(host)`, `FromEnv` for `client.FromEnv`; undefined where it is none of Docker's. */
export function optionOf({ types }: Code, option: Syntax): string | undefined {
  const name = types.qualified(option.child('function') ?? option);
  return name?.startsWith(`${DOCKER}.`) ? name.slice(DOCKER.length + 1) : undefined;
}

/** Whether an option behind the transport may give it a dialer; one that is not known may. */
export function mayDial(code: Code, option: Syntax): boolean {
  const name = optionOf(code, option);
  return name === undefined || !DIAL_NOTHING.test(name);
}

/** Whether an option before the transport may say that the daemon is on TCP, where it needs no other dialer. */
export function mayBeOnTcp(code: Code, option: Syntax): boolean {
  const name = optionOf(code, option);
  // What an environment says is in no code: there the socket is the rule.
  if (name !== 'WithHost') return name === undefined;
  const [host] = option.child('arguments')?.children ?? [];
  if (code.types.qualified(host) === `${DOCKER}.DefaultDockerHost`) return false;
  const known = code.values.of(host)?.value;
  return typeof known !== 'string' || !SOCKET.test(known);
}
