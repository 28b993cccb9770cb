import type { Code } from '../code.ts';
import { type Holding, holdingOf } from '../holders.ts';
import { homeOf } from '../homes.ts';
import type { Syntax } from '../syntax.ts';
import { DOCKER } from './options.ts';

/** Through how many callers a transport is followed. */
const MOST_CALLERS = 3;

/** Whether code that is not here may have given a transport another way to dial. */
export function mayBeSetUp(code: Code, maker: Syntax): boolean {
  return isRegistered(maker) || holdingsOf(code, maker).some(({ given }) => given.some((call) => isUnread(code, call)));
}

/** Where the transport goes from where it is made, and from the calls of the function that returns it. */
function holdingsOf(code: Code, maker: Syntax, hops = MOST_CALLERS): Holding[] {
  const holding = holdingOf(code, maker);
  const home = holding.returned && hops > 0 ? homeOf(maker) : undefined;
  const calls = home ? code.calls.callersOf(home).calls : [];
  return [holding, ...calls.flatMap((call) => holdingsOf(code, call, hops - 1))];
}

/** `sockets.ConfigureTransport(transport, "unix", path)`; Docker's own options are read. */
function isUnread({ types }: Code, call: Syntax): boolean {
  if (types.qualified(call.child('function'))?.startsWith(`${DOCKER}.`)) return false;
  return !types.calleeOf(call)?.child('body');
}

/** `transport.RegisterProtocol("unix", ...)` */
function isRegistered({ file }: Syntax): boolean {
  return file.mentions('RegisterProtocol').length > 0;
}
